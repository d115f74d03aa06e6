package kept.catcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kept.calendars.CalendarText;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;

/// Sentences as agents of ten trades write them, said on a Tuesday at twenty past ten in Vienna: whether each is a promise,
/// and until when. Shuffled once and cut in two: rules and model are made with `development`, and measured on `held-out`.
public final class OwnSet {
    public static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    public static final Instant SAID =
            LocalDateTime.of(2026, 11, 24, 10, 20).atZone(VIENNA).toInstant();

    private OwnSet() {}

    /// @param due none if it is undated or no promise
    public record Line(
            String trade, boolean promise, @Nullable LocalDateTime due, String sentence) {}

    public static List<Line> read(String name) {
        try (InputStream in =
                Objects.requireNonNull(OwnSet.class.getResourceAsStream("/catcher/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells ->
                            new Line(
                                    cells[0],
                                    cells[1].equals("yes"),
                                    cells[2].isEmpty() ? null : LocalDateTime.parse(cells[2]),
                                    cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static Catcher catcher() {
        return new Catcher(VIENNA, house(), Locale.ENGLISH);
    }

    static WorkCalendar house() {
        var hours = List.of("09:00-12:30", "13:00-17:30");
        return new CalendarText(
                        "House",
                        "Europe/Vienna",
                        Map.of(
                                "monday", hours,
                                "tuesday", hours,
                                "wednesday", hours,
                                "thursday", hours,
                                "friday", hours),
                        "AT",
                        null,
                        Map.of(),
                        Map.of())
                .read(UUID.randomUUID());
    }
}
