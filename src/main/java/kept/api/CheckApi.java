package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import kept.accounts.SignedIn;
import kept.calendars.CalendarText;
import kept.promises.PromiseCheck;
import kept.teams.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Checks a date before it is given.
@RestController
class CheckApi {
    private final PromiseCheck check;
    private final Teams teams;
    private final Once once;

    CheckApi(PromiseCheck check, Teams teams, Once once) {
        this.check = check;
        this.teams = teams;
        this.once = once;
    }

    record Asked(
            @JsonProperty(required = true) String kind,
            @Nullable String unit,
            @JsonProperty(required = true) Instant dueAt,
            @Nullable String timeZone) {}

    @PostMapping("/api/v1/promises/check")
    ResponseEntity<byte[]> check(
            SignedIn who, HttpServletRequest request, @RequestBody Asked body) {
        if (body.timeZone() != null) {
            CalendarText.zone(body.timeZone());
        }
        return once.run(
                who,
                request,
                () -> {
                    var unit =
                            body.unit() == null ? teams.frontUnit() : teams.unitNamed(body.unit());
                    return Once.Answer.ok(
                            check.check(
                                    who.viewer(), unit.id(), body.kind().strip(), body.dueAt()));
                });
    }
}
