package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import kept.accounts.SignedIn;
import kept.calendars.CalendarText;
import kept.calendars.Calendars;
import kept.catcher.Catchers;
import kept.catcher.Caught;
import kept.kernel.Refusal;
import kept.teams.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Finds promises in what somebody writes.
@RestController
class DetectApi {
    private final Teams teams;
    private final Calendars calendars;
    private final Once once;
    private final Catchers catchers;
    private final Clock clock;

    DetectApi(Teams teams, Calendars calendars, Once once, Catchers catchers, Clock clock) {
        this.teams = teams;
        this.calendars = calendars;
        this.once = once;
        this.catchers = catchers;
        this.clock = clock;
    }

    record Text(
            @JsonProperty(required = true) String text,
            @Nullable Instant saidAt,
            @Nullable String timeZone,
            @Nullable String direction,
            @Nullable String locale,
            @Nullable String unit) {}

    record Found(List<Caught> items) {}

    @PostMapping("/api/v1/promises/detect")
    ResponseEntity<byte[]> detect(
            SignedIn who, HttpServletRequest request, @RequestBody Text body) {
        return once.run(who, request, () -> Once.Answer.ok(new Found(caught(who, body))));
    }

    private List<Caught> caught(SignedIn who, Text body) {
        String direction = body.direction() == null ? "outbound" : body.direction();
        if (!List.of("outbound", "inbound", "note").contains(direction)) {
            throw Refusal.malformed("direction", "The direction is inbound, outbound or note.");
        }
        ZoneId zone =
                body.timeZone() == null ? who.person().zone() : CalendarText.zone(body.timeZone());
        var unit = body.unit() == null ? teams.frontUnit() : teams.unitNamed(body.unit());
        Locale locale =
                body.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(body.locale());
        var catcher = catchers.catcher(zone, calendars.calendar(unit.calendarId()), locale);
        Instant saidAt = body.saidAt() == null ? clock.instant() : body.saidAt();
        // what a customer writes is no word of ours, unless he says that it was
        return direction.equals("inbound")
                ? catcher.reminders(body.text(), saidAt)
                : catcher.in(body.text(), saidAt);
    }
}
