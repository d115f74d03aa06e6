package kept.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import kept.calendars.CalendarText;
import org.junit.jupiter.api.Test;

class CalendarTimeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void it_measures_what_the_calendar_measures() {
        var calendar =
                new CalendarText(
                                "Office",
                                "Europe/Vienna",
                                Map.of(
                                        "monday", List.of("09:00-12:30", "13:00-17:30"),
                                        "wednesday", List.of("09:00-17:00"),
                                        "saturday", List.of("20:00-24:00")),
                                "AT",
                                null,
                                Map.of(),
                                Map.of())
                        .read(new UUID(1, 1));
        var time = CalendarTime.of(calendar, NOW);
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            var from = NOW.minusSeconds(random.nextInt(300 * 86_400));
            var to = from.plusSeconds(random.nextInt(60 * 86_400));
            double hours = time.at(to.getEpochSecond()) - time.at(from.getEpochSecond());
            assertThat(hours)
                    .isCloseTo(calendar.between(from, to).toSeconds() / 3600.0, within(1e-6));
            var work = Duration.ofMinutes(1 + random.nextInt(5_000));
            double reading = time.at(from.getEpochSecond()) + work.toMinutes() / 60.0;
            assertThat(time.when(reading)).isEqualTo(calendar.plus(from, work).getEpochSecond());
        }
    }
}
