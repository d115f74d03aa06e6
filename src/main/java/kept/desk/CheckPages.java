package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.promises.PromiseCheck;
import kept.promises.Promises;
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
    private final Teams teams;

    CheckPages(Templates pages, Frames frames, PromiseCheck check, Promises promises, Teams teams) {
        this.pages = pages;
        this.frames = frames;
        this.check = check;
        this.promises = promises;
        this.teams = teams;
    }

    @GetMapping("/check")
    JteModel check(
            SignedIn who,
            @RequestParam String unit,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam String due) {
        return pages.deskCheck(
                check.check(
                        who.viewer(),
                        teams.unitNamed(unit).id(),
                        kind.isBlank() ? "promise" : kind.strip(),
                        CasePages.readTime(who, due)),
                frames.clockface(who));
    }

    @GetMapping("/promises/{id}/check")
    JteModel checkAgain(SignedIn who, @PathVariable UUID id, @RequestParam String due) {
        var words = promises.get(who.viewer(), id).words();
        return pages.deskCheck(
                check.check(who.viewer(), words.unit(), words.kind(), CasePages.readTime(who, due)),
                frames.clockface(who));
    }
}
