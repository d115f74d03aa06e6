package kept.staffing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import kept.mail.SharedData;
import org.junit.jupiter.api.Test;

/// On requests that a city took by telephone, January to August 2015 (boston311, PDDL): a time with record snow in it.
class RealArrivalsTest {
    private static final ZoneId BOSTON = ZoneId.of("America/New_York");
    private static final String FILE = "boston311_2015_jan-aug.csv.gz";
    private static final Map<LocalDate, String> HOLIDAYS =
            Map.of(
                    LocalDate.of(2015, 1, 1), "New Year's Day",
                    LocalDate.of(2015, 1, 19), "Martin Luther King Day",
                    LocalDate.of(2015, 2, 16), "Presidents' Day",
                    LocalDate.of(2015, 4, 20), "Patriots' Day",
                    LocalDate.of(2015, 5, 25), "Memorial Day",
                    LocalDate.of(2015, 7, 3), "Independence Day");

    @Test
    void a_forecast_of_real_calls_beats_a_copy_of_the_week_before() throws IOException {
        var calls = calls();
        for (int minutes : new int[] {15, 30, 60}) {
            var arrivals = Arrivals.of(new Grid(BOSTON, minutes), calls, HOLIDAYS);
            var error = WalkForward.over(arrivals).error();
            assertThat(error.days()).isGreaterThan(200);
            assertThat(error.off()).isLessThan(0.95 * error.lastWeekOff());
            assertThat(error.bias()).isBetween(-0.1, 0.1);
            assertThat(error.inRange()).isBetween(75, 88);
        }
    }

    private static List<Arrival> calls() throws IOException {
        var calls = new ArrayList<Arrival>();
        var file = SharedData.folder("boston311").resolve(FILE);
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .filter(line -> line.endsWith(",Constituent Call"))
                    .map(line -> LocalDateTime.parse(line.split(",", 3)[1].replace(' ', 'T')))
                    .map(at ->
                            Arrival.counted(
                                    new UUID(0, 1), "city", at.atZone(BOSTON).toInstant(), 1, 200))
                    .forEach(calls::add);
        }
        assertThat(calls).hasSizeGreaterThan(20_000);
        return calls;
    }
}
