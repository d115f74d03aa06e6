package kept.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.accounts.SignedIn;
import kept.calendars.CalendarText;
import kept.calendars.Calendars;
import kept.calendars.SavedCalendar;
import kept.kernel.Refusal;
import kept.kernel.Slice;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Units and the calendars they work by.
@RestController
class HouseApi {
    private static final Duration FIRST = Duration.ofHours(4);
    private static final Duration NEXT = Duration.ofHours(8);

    private final Teams teams;
    private final Calendars calendars;
    private final Once once;

    HouseApi(Teams teams, Calendars calendars, Once once) {
        this.teams = teams;
        this.calendars = calendars;
        this.once = once;
    }

    /// `firstAnswer` and `nextAnswer` are working time of the unit's calendar.
    record UnitBody(
            @JsonProperty(required = true) String name,
            @Nullable UUID calendar,
            @Nullable Duration firstAnswer,
            @Nullable Duration nextAnswer) {}

    record UnitView(
            UUID id,
            String name,
            UUID calendar,
            Duration firstAnswer,
            Duration nextAnswer,
            int version) {
        static UnitView of(Unit unit) {
            return new UnitView(
                    unit.id(),
                    unit.name(),
                    unit.calendarId(),
                    unit.firstAnswer(),
                    unit.nextAnswer(),
                    unit.version());
        }
    }

    /// Blocks such as `09:00-12:30` by English day of the week, `country` an ISO 3166-1 code whose holidays are closed.
    record CalendarBody(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String zone,
            @JsonProperty(required = true) Map<String, List<String>> weekly,
            @Nullable String country,
            @Nullable String subdivision,
            @Nullable Map<String, String> ownHolidays,
            @Nullable Map<String, List<String>> exceptions) {
        CalendarText text() {
            return new CalendarText(
                    name,
                    zone,
                    weekly,
                    country,
                    subdivision,
                    ownHolidays == null ? Map.of() : ownHolidays,
                    exceptions == null ? Map.of() : exceptions);
        }
    }

    record CalendarView(
            UUID id,
            String name,
            String zone,
            Map<String, List<String>> weekly,
            @Nullable String country,
            @Nullable String subdivision,
            Map<String, String> ownHolidays,
            Map<String, List<String>> exceptions,
            Instant updatedAt,
            int version) {
        static CalendarView of(SavedCalendar saved) {
            var text = CalendarText.of(saved.calendar());
            return new CalendarView(
                    saved.calendar().id(),
                    text.name(),
                    text.zone(),
                    text.weekly(),
                    text.country(),
                    text.subdivision(),
                    text.ownHolidays(),
                    text.exceptions(),
                    saved.updatedAt(),
                    saved.version());
        }
    }

    @GetMapping("/api/v1/units")
    Slice<UnitView> units() {
        return new Slice<>(teams.units().stream().map(UnitView::of).toList(), null);
    }

    @PostMapping("/api/v1/units")
    ResponseEntity<byte[]> addUnit(
            SignedIn who, HttpServletRequest request, @RequestBody UnitBody body) {
        return once.run(
                who,
                request,
                () -> {
                    who.viewer().mustBe(Role.OWNER);
                    var unit =
                            teams.addUnit(
                                    who.viewer().actor(),
                                    body.name(),
                                    body.calendar(),
                                    body.firstAnswer() == null ? FIRST : body.firstAnswer(),
                                    body.nextAnswer() == null ? NEXT : body.nextAnswer());
                    return Once.Answer.created(UnitView.of(unit), "/api/v1/units");
                });
    }

    @GetMapping("/api/v1/calendars")
    Slice<CalendarView> calendars() {
        return new Slice<>(calendars.list().stream().map(CalendarView::of).toList(), null);
    }

    @GetMapping("/api/v1/calendars/{id}")
    ResponseEntity<CalendarView> calendar(@PathVariable UUID id) {
        return tagged(calendars.find(id));
    }

    @PostMapping("/api/v1/calendars")
    ResponseEntity<byte[]> addCalendar(
            SignedIn who, HttpServletRequest request, @RequestBody CalendarBody body) {
        return once.run(
                who,
                request,
                () -> {
                    who.viewer().mustBe(Role.OWNER);
                    var saved = calendars.create(body.text());
                    return Once.Answer.created(
                            CalendarView.of(saved), "/api/v1/calendars/" + saved.calendar().id());
                });
    }

    @PutMapping("/api/v1/calendars/{id}")
    ResponseEntity<CalendarView> changeCalendar(
            SignedIn who,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CalendarBody body) {
        who.viewer().mustBe(Role.OWNER);
        Integer version = Strict.version(ifMatch);
        if (version == null && !"*".equals(ifMatch)) {
            throw Refusal.malformed(
                    "If-Match",
                    "Send If-Match with the ETag you changed, so that no change of others is lost.");
        }
        int expected = version == null ? calendars.find(id).version() : version;
        return tagged(calendars.change(id, expected, body.text()));
    }

    private static ResponseEntity<CalendarView> tagged(SavedCalendar saved) {
        return ResponseEntity.ok().eTag(Strict.etag(saved.version())).body(CalendarView.of(saved));
    }
}
