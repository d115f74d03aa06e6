package kept.desk;

import java.util.UUID;
import kept.accounts.SignedIn;
import kept.cases.Cases;
import kept.matters.Matters;
import kept.reminders.Reminders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Deciding a matter that came again, and accepting or refuting what a customer says we promised.
@Controller
class MatterPages {
    private final Matters matters;
    private final Reminders reminders;
    private final Cases cases;

    MatterPages(Matters matters, Reminders reminders, Cases cases) {
        this.matters = matters;
        this.reminders = reminders;
        this.cases = cases;
    }

    @PostMapping("/cases/{number}/decision")
    ResponseEntity<Void> decide(
            SignedIn who, @PathVariable long number, @RequestParam String decision) {
        matters.decide(who.viewer(), cases.byNumber(who.viewer(), number).id(), decision);
        return to(number);
    }

    @PostMapping("/cases/{number}/reminders/{id}/acceptance")
    ResponseEntity<Void> accept(
            SignedIn who,
            @PathVariable long number,
            @PathVariable UUID id,
            @RequestParam String due) {
        reminders.accept(who.viewer(), id, CasePages.readTime(who, due));
        return to(number);
    }

    @PostMapping("/cases/{number}/reminders/{id}/refutation")
    ResponseEntity<Void> refute(
            SignedIn who,
            @PathVariable long number,
            @PathVariable UUID id,
            @RequestParam String reason) {
        reminders.refute(who.viewer(), id, reason);
        return to(number);
    }

    private static ResponseEntity<Void> to(long number) {
        return ResponseEntity.status(303).header("Location", "/cases/" + number).build();
    }
}
