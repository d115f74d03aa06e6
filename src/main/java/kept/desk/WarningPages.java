package kept.desk;

import java.util.UUID;
import kept.accounts.SignedIn;
import kept.warnings.Warnings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Telling a customer that a word may be late.
@Controller
class WarningPages {
    private final Warnings warnings;
    private final PromisePages promises;

    WarningPages(Warnings warnings, PromisePages promises) {
        this.warnings = warnings;
        this.promises = promises;
    }

    @PostMapping("/promises/{id}/warning")
    ResponseEntity<Void> tell(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String newDue,
            @RequestHeader(value = "Referer", required = false) @Nullable String from) {
        warnings.tell(
                who.viewer(),
                id,
                reason,
                newDue.isBlank() ? null : CasePages.readTime(who, newDue));
        return back(who, id, from);
    }

    @PostMapping("/promises/{id}/warning/call")
    ResponseEntity<Void> toldOtherwise(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam String how,
            @RequestHeader(value = "Referer", required = false) @Nullable String from) {
        warnings.toldOtherwise(who.viewer(), id, how);
        return back(who, id, from);
    }

    private ResponseEntity<Void> back(SignedIn who, UUID id, @Nullable String from) {
        return from != null && from.endsWith("/")
                ? ResponseEntity.status(303).header("Location", "/").build()
                : promises.backTo(who, id);
    }
}
