package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.time.Instant;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.promises.PromiseCheck;
import kept.promises.Promises;
import kept.steps.Steps;
import kept.teams.Teams;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The line beside a date that is about to be given: does it hold, and why.
@Controller
class CheckPages {
    private final Templates pages;
    private final Frames frames;
    private final PromiseCheck check;
    private final Promises promises;
    private final Steps steps;
    private final Teams teams;

    CheckPages(
            Templates pages,
            Frames frames,
            PromiseCheck check,
            Promises promises,
            Steps steps,
            Teams teams) {
        this.pages = pages;
        this.frames = frames;
        this.check = check;
        this.promises = promises;
        this.steps = steps;
        this.teams = teams;
    }

    @GetMapping("/check")
    JteModel check(
            SignedIn who,
            @RequestParam String unit,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam String due) {
        UUID unitId = teams.unitNamed(unit).id();
        String ofKind = kind.isBlank() ? "promise" : kind.strip();
        Instant dueAt = CasePages.readTime(who, due);
        return pages.deskCheck(
                check.check(who.viewer(), unitId, ofKind, dueAt),
                steps.tooEarly(unitId, ofKind, dueAt).orElse(null),
                frames.clockface(who));
    }

    @GetMapping("/promises/{id}/check")
    JteModel checkAgain(SignedIn who, @PathVariable UUID id, @RequestParam String due) {
        var promise = promises.get(who.viewer(), id);
        var words = promise.words();
        Instant dueAt = CasePages.readTime(who, due);
        return pages.deskCheck(
                check.check(who.viewer(), words.unit(), words.kind(), dueAt),
                steps.tooEarly(promise, dueAt).orElse(null),
                frames.clockface(who));
    }
}
