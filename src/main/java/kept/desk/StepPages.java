package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.cases.Cases;
import kept.steps.Steps;
import kept.steps.Task;
import kept.teams.Role;
import kept.teams.Teams;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The inbox of steps of a unit, and its moves.
@Controller
class StepPages {
    private static final int DAYS = 5;

    private final Templates pages;
    private final Frames frames;
    private final Steps steps;
    private final Cases cases;
    private final Teams teams;
    private final PromiseRows rows;

    StepPages(
            Templates pages,
            Frames frames,
            Steps steps,
            Cases cases,
            Teams teams,
            PromiseRows rows) {
        this.pages = pages;
        this.frames = frames;
        this.steps = steps;
        this.cases = cases;
        this.teams = teams;
        this.rows = rows;
    }

    @GetMapping("/steps")
    JteModel show(SignedIn who, @RequestParam(defaultValue = "") String unit) {
        return pages.deskSteps(frames.of(who, "Steps", "board"), inbox(who, unit));
    }

    @GetMapping("/steps/rows")
    JteModel live(SignedIn who, @RequestParam(defaultValue = "") String unit) {
        return pages.deskStepRows(inbox(who, unit));
    }

    private StepInbox inbox(SignedIn who, String unit) {
        var viewer = who.viewer();
        UUID unitId = unit.isBlank() ? null : teams.unitNamed(unit).id();
        var tasks = steps.inbox(viewer, unitId);
        var named = rows.of(tasks.stream().map(Task::promise).toList());
        var face = frames.clockface(who);
        var shown = new ArrayList<StepRow>();
        for (int i = 0; i < tasks.size(); i++) {
            var words = named.get(i).promise().words();
            shown.add(
                    StepRow.of(
                            tasks.get(i),
                            named.get(i),
                            viewer.seesUnit(words.unit()) || words.owner().equals(viewer.person()),
                            teams,
                            face));
        }
        return StepInbox.of(
                shown,
                steps.capacities(viewer, DAYS).stream()
                        .filter(c -> unitId == null || c.unit().equals(unitId))
                        .toList(),
                teams.units().stream().filter(u -> viewer.seesUnit(u.id())).toList(),
                unit,
                viewer.role().atLeast(Role.AGENT),
                face);
    }

    @PostMapping("/steps/{id}/acceptance")
    ResponseEntity<Void> accept(
            SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "") String unit) {
        steps.accept(who.viewer(), id);
        return back(unit);
    }

    @PostMapping("/steps/{id}/refusal")
    ResponseEntity<Void> refuse(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String reason,
            @RequestParam String end,
            @RequestParam(defaultValue = "") String unit) {
        steps.refuse(who.viewer(), id, reason, CasePages.readTime(who, end));
        return back(unit);
    }

    @PostMapping("/steps/{id}/start")
    ResponseEntity<Void> start(
            SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "") String unit) {
        steps.start(who.viewer(), id);
        return back(unit);
    }

    @PostMapping("/steps/{id}/done")
    ResponseEntity<Void> done(
            SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "") String unit) {
        steps.done(who.viewer(), id);
        return back(unit);
    }

    @PostMapping("/steps/{id}/delay")
    ResponseEntity<Void> delay(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String end,
            @RequestParam String reason,
            @RequestParam(defaultValue = "") String unit) {
        steps.delay(who.viewer(), id, CasePages.readTime(who, end), reason);
        return back(unit);
    }

    /// Whoever owns the word asks again, the same unit or another one, and stays where he is.
    @PostMapping("/steps/{id}/asking")
    ResponseEntity<Void> ask(
            SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "") String unit) {
        var asked = steps.ask(who.viewer(), id, unit.isBlank() ? null : teams.unitNamed(unit).id());
        UUID caseId = asked.promise().words().caseId();
        return to(caseId == null ? "/promises/" + asked.promise().id() : pathOf(caseId));
    }

    private String pathOf(UUID caseId) {
        var onCase = cases.byIds(List.of(caseId)).get(caseId);
        return onCase == null ? "/steps" : "/cases/" + onCase.number();
    }

    private static ResponseEntity<Void> back(String unit) {
        return to(unit.isBlank() ? "/steps" : "/steps?unit=" + unit);
    }

    private static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(303).header("Location", path).build();
    }
}
