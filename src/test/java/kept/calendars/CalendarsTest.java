package kept.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import kept.database.TestDatabase;
import kept.kernel.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class CalendarsTest {
    private static final CalendarText SHOP =
            new CalendarText(
                    "Shop",
                    "Europe/Berlin",
                    Map.of("monday", List.of("09:00-12:30", "13:00-24:00"), "sunday", List.of()),
                    "DE",
                    "BY",
                    Map.of("2026-12-24", "Christmas Eve"),
                    Map.of("2026-12-27", List.of("10:00-16:00"), "2026-12-28", List.of()));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-23T08:00:00.123456Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final JdbcClient sql = JdbcClient.create(TestDatabase.migrated("calendars").unpooled());
    private final Calendars calendars = calendars("Europe/Vienna");

    @Test
    void calendarComesBackAsItWasWritten() {
        var made = calendars.create(SHOP);
        assertThat(made.version()).isZero();
        assertThat(made.updatedAt()).isEqualTo(now.get());
        var found = calendars.find(made.calendar().id());
        assertThat(found).isEqualTo(made);
        assertThat(CalendarText.of(found.calendar())).isEqualTo(SHOP);
        assertThat(calendars.calendar(made.calendar().id())).isEqualTo(made.calendar());
    }

    @Test
    void listIsByName() {
        calendars.create(SHOP);
        calendars.create(named("Bakery"));
        assertThat(calendars.list())
                .extracting(saved -> saved.calendar().name())
                .containsExactly("Bakery", "Shop");
    }

    @Test
    void changeCountsTheVersionAndShowsAtOnce() {
        var id = calendars.create(SHOP).calendar().id();
        calendars.calendar(id);
        var changed = calendars.change(id, 0, named("Corner shop"));
        assertThat(changed.version()).isEqualTo(1);
        assertThat(calendars.calendar(id).name()).isEqualTo("Corner shop");
    }

    @Test
    void changeToAnOldVersionLosesTheRace() {
        var id = calendars.create(SHOP).calendar().id();
        calendars.change(id, 0, named("First"));
        assertThat(refusal(() -> calendars.change(id, 0, named("Second"))).kind())
                .isEqualTo(Refusal.Kind.LOST_RACE);
        assertThat(calendars.find(id).calendar().name()).isEqualTo("First");
    }

    @Test
    void unknownCalendarIsNotFound() {
        var id = new UUID(1, 1);
        assertThat(refusal(() -> calendars.find(id)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refusal(() -> calendars.calendar(id)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(refusal(() -> calendars.change(id, 0, SHOP)).kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void nameIsTakenOnce() {
        calendars.create(SHOP);
        var other = calendars.create(named("Other")).calendar().id();
        assertThat(refusal(() -> calendars.create(SHOP)).field()).isEqualTo("name");
        assertThat(refusal(() -> calendars.change(other, 0, SHOP)).field()).isEqualTo("name");
    }

    @Test
    void changeByAnotherProgramShowsAfterFiveSeconds() {
        var id = calendars.create(SHOP).calendar().id();
        calendars.calendar(id);
        calendars("UTC").change(id, 0, named("Elsewhere"));
        assertThat(calendars.calendar(id).name()).isEqualTo("Shop");
        now.updateAndGet(at -> at.plus(Duration.ofSeconds(5)));
        assertThat(calendars.calendar(id).name()).isEqualTo("Elsewhere");
    }

    @Test
    void houseCalendarIsMadeOnceInTheHousesZone() {
        var house = calendars.houseCalendar();
        assertThat(house.name()).isEqualTo("House");
        assertThat(house.zone().getId()).isEqualTo("Europe/Vienna");
        assertThat(house.close(LocalDate.of(2026, 11, 23)))
                .hasValue(Instant.parse("2026-11-23T16:30:00Z"));
        assertThat(calendars.houseCalendar()).isEqualTo(house);
        assertThat(calendars("UTC").houseCalendar()).isEqualTo(house);
        assertThat(calendars.list()).hasSize(1);
    }

    @Test
    void houseCalendarIsTheFirstOneWhateverItsName() {
        var first = calendars.create(SHOP).calendar();
        now.updateAndGet(at -> at.plusMillis(1));
        calendars.create(named("Another"));
        assertThat(calendars.houseCalendar()).isEqualTo(first);
        calendars.change(first.id(), 0, named("Renamed"));
        assertThat(calendars.houseCalendar().name()).isEqualTo("Renamed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Wien", "+02:00", "", "Z", "GMT+2", "<b>"})
    void zonesOutsideTheTzDatabaseAreRefused(String zone) {
        assertThat(refusal(() -> CalendarText.zone(zone)).field()).isEqualTo("zone");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsField() {
        assertThat(field("someday", "09:00-10:00", "2026-01-01")).isEqualTo("weekly");
        assertThat(field("monday", "nine", "2026-01-01")).isEqualTo("weekly");
        assertThat(field("monday", "09:00-10:00", "2026-02-30")).isEqualTo("ownHolidays");
        assertThatThrownBy(() -> calendars.create(named(" "))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> calendars.create(named("x".repeat(101))))
                .isInstanceOf(Refusal.class);
        assertThat(calendars.list()).isEmpty();
    }

    private String field(String day, String block, String holiday) {
        var text =
                new CalendarText(
                        "X",
                        "UTC",
                        Map.of(day, List.of(block)),
                        null,
                        null,
                        Map.of(holiday, "Day"),
                        Map.of());
        return refusal(() -> calendars.create(text)).field();
    }

    private static Refusal refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call);
    }

    private static CalendarText named(String name) {
        return new CalendarText(
                name,
                SHOP.zone(),
                SHOP.weekly(),
                SHOP.country(),
                SHOP.subdivision(),
                SHOP.ownHolidays(),
                SHOP.exceptions());
    }

    private Calendars calendars(String zone) {
        return new Calendars(new CalendarTable(sql), clock, zone);
    }
}
