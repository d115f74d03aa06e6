package kept.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.SettableClock;
import kept.calendars.Block;
import kept.calendars.WorkCalendar;
import kept.customers.QuietHours;
import org.junit.jupiter.api.Test;

class TellByTest {
    private static final QuietHours NIGHT =
            new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0), SettableClock.VIENNA);
    private static final QuietHours NONE = new QuietHours(null, null, SettableClock.VIENNA);
    private static final WorkCalendar ALWAYS =
            new WorkCalendar(
                    new UUID(0, 1),
                    "Always",
                    SettableClock.VIENNA,
                    Arrays.stream(DayOfWeek.values())
                            .collect(
                                    Collectors.toMap(
                                            d -> d,
                                            _ ->
                                                    List.of(
                                                            new Block(
                                                                    LocalTime.MIDNIGHT,
                                                                    LocalTime.MIDNIGHT)))),
                    null,
                    null,
                    Map.of(),
                    Map.of());

    private static Instant at(int day, int hour, int minute) {
        return LocalDateTime.of(2026, 3, day, hour, minute)
                .atZone(SettableClock.VIENNA)
                .toInstant();
    }

    @Test
    void theOwnerHasHalfOfTheWorkThatIsLeftButAtMostFourHours() {
        assertThat(TellBy.of(ALWAYS, NONE, at(2, 10, 0), at(2, 14, 0))).isEqualTo(at(2, 12, 0));
        assertThat(TellBy.of(ALWAYS, NONE, at(2, 10, 0), at(9, 10, 0))).isEqualTo(at(2, 14, 0));
    }

    @Test
    void whenLessThanAnHourIsLeftTheHouseTellsAtOnce() {
        assertThat(TellBy.of(ALWAYS, NONE, at(2, 10, 0), at(2, 10, 59))).isEqualTo(at(2, 10, 0));
    }

    @Test
    void newsThatWouldComeInTheNightComesTheEveningBefore() {
        assertThat(TellBy.of(ALWAYS, NIGHT, at(2, 18, 0), at(3, 12, 0))).isEqualTo(at(2, 20, 59));
    }

    @Test
    void newsThatArisesInTheNightWaitsForTheMorning() {
        assertThat(TellBy.of(ALWAYS, NIGHT, at(2, 23, 0), at(3, 12, 0))).isEqualTo(at(3, 8, 0));
    }

    @Test
    void newsInTheNightIsBetterThanNewsAfterTheTime() {
        assertThat(TellBy.of(ALWAYS, NIGHT, at(2, 23, 0), at(3, 7, 0))).isEqualTo(at(3, 3, 0));
    }

    @Test
    void itIsNeverBeforeNowNorAfterTheDueTimeAndQuietUnlessThereIsNoOtherMoment() {
        long seed = 20_261_125;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant now = at(1, 0, 0).plusSeconds(random.nextInt(40 * 86_400));
            Instant due = now.plusSeconds(1 + random.nextInt(10 * 86_400));
            Instant tellBy = TellBy.of(ALWAYS, NIGHT, now, due);
            assertThat(tellBy).as("seed %d, case %d", seed, i).isBetween(now, due);
            if (Duration.between(now, due).compareTo(Duration.ofHours(24)) > 0) {
                assertThat(NIGHT.hold(tellBy)).as("seed %d, case %d", seed, i).isFalse();
            }
        }
    }
}
