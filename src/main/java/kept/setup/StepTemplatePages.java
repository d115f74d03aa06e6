package kept.setup;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.steps.StepTemplate;
import kept.steps.StepTemplates;
import kept.teams.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What each kind of promise needs from which unit.
@Controller
class StepTemplatePages {
    private static final String HERE = "/admin/steps";

    private final Templates pages;
    private final Frames frames;
    private final StepTemplates templates;
    private final Teams teams;

    StepTemplatePages(Templates pages, Frames frames, StepTemplates templates, Teams teams) {
        this.pages = pages;
        this.frames = frames;
        this.templates = templates;
        this.teams = teams;
    }

    @GetMapping(HERE)
    JteModel show(SignedIn who) {
        return pages.setupSteps(
                frames.of(who, "House", "admin"),
                templates.list().stream().map(this::row).toList(),
                teams.units());
    }

    private StepTemplateRow row(StepTemplate template) {
        return new StepTemplateRow(
                template.id(),
                template.kind(),
                template.unit() == null ? "" : template.unit().toString(),
                template.unit() == null ? "all units" : teams.unit(template.unit()).name(),
                StepText.write(template, unit -> teams.unit(unit).name()),
                template.lines().stream().map(line -> line(template, line)).toList());
    }

    private StepTemplateRow.Line line(StepTemplate template, StepTemplate.Line line) {
        return new StepTemplateRow.Line(
                line.name(),
                teams.unit(line.unit()).name(),
                StepText.length(line.work()),
                line.capacity() == null
                        ? "asked, answers within " + StepText.length(line.answerWithin())
                        : line.capacity() + " a day by rule",
                StepText.after(template, line));
    }

    @PostMapping(HERE)
    ResponseEntity<Void> adopt(
            SignedIn who,
            @RequestParam String kind,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam String steps) {
        List<StepTemplate.Line> lines = StepText.read(steps, name -> teams.unitNamed(name).id());
        templates.adopt(who.viewer(), kind, unit, lines);
        return PeoplePages.to(HERE);
    }

    @PostMapping("/admin/steps/{id}/end")
    ResponseEntity<Void> end(SignedIn who, @PathVariable UUID id) {
        templates.end(who.viewer(), id);
        return PeoplePages.to(HERE);
    }
}
