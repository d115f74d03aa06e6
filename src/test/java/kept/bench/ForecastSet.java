package kept.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import kept.forecasts.Matter;

/// Public sets of promises whose end is known, in the order in which they were given. Times are read as if they were UTC,
/// for the sets name no zone.
final class ForecastSet {
    static final long NEVER = Long.MAX_VALUE;

    private ForecastSet() {}

    /// @param ended when it was done, or [#NEVER]
    /// @param judged when it was known whether it was missed, for those without a due time
    record Case(long id, long given, long ended, long judged, boolean missed, Matter matter) {}

    /// Service requests of Boston: unit is the department, kind the type, area the neighbourhood. The queue is left out,
    /// because the set shows the last one and not the first. A request whose target date lies past the end of the set and
    /// that is still open counts as not missed, as the city says.
    static List<Case> boston(Path folder) throws IOException {
        var rows = rows(folder.resolve("boston311_2015_jan-aug.csv.gz"));
        long last = 0;
        for (var row : rows) {
            last = row.get(3).isEmpty() ? last : Math.max(last, time(row.get(3)));
        }
        var cases = new ArrayList<Case>();
        for (var row : rows) {
            long given = time(row.get(1));
            long due = row.get(2).isEmpty() ? Matter.NO_DUE : time(row.get(2));
            long ended = row.get(3).isEmpty() ? NEVER : Math.max(given, time(row.get(3)));
            cases.add(
                    new Case(
                            cases.size(),
                            given,
                            ended,
                            NEVER,
                            due != Matter.NO_DUE && Math.min(ended, last + 1) > due,
                            new Matter(
                                    row.get(12),
                                    row.get(10),
                                    row.get(13),
                                    List.of(row.get(14), row.get(7)),
                                    due)));
        }
        return cases;
    }

    /// Incidents: unit is the group, kind the subcategory, area the location, all as in the first event. Whether the agreed
    /// time was missed is known from the first event that says so, or from the last.
    static List<Case> servicenow(Path folder) throws IOException {
        var events = new LinkedHashMap<String, List<List<String>>>();
        for (var row : rows(folder.resolve("incident_events_first70pct.csv.gz"))) {
            events.computeIfAbsent(row.getFirst(), _ -> new ArrayList<>()).add(row);
        }
        var cases = new ArrayList<Case>();
        for (var of : events.values()) {
            var first = of.getFirst();
            var last = of.getLast();
            boolean missed = last.get(6).equals("false");
            long known =
                    of.stream()
                            .filter(row -> !missed || row.get(6).equals("false"))
                            .mapToLong(row -> eventTime(row.get(13)))
                            .reduce(missed ? NEVER : 0, missed ? Math::min : Math::max);
            long given = eventTime(first.get(9));
            String done = last.get(34).equals("?") ? last.get(35) : last.get(34);
            cases.add(
                    new Case(
                            cases.size(),
                            given,
                            Math.max(given, eventTime(done)),
                            Math.max(given, known),
                            missed,
                            new Matter(
                                    first.get(23),
                                    first.get(17),
                                    first.get(15),
                                    List.of(
                                            first.get(16),
                                            first.get(18),
                                            first.get(14),
                                            first.get(22),
                                            first.get(8),
                                            first.get(7),
                                            first.get(24)),
                                    Matter.NO_DUE)));
        }
        cases.sort(Comparator.comparingLong(Case::given));
        return cases;
    }

    private static final DateTimeFormatter EVENT = DateTimeFormatter.ofPattern("d/M/yyyy HH:mm");

    private static long eventTime(String text) {
        return text.equals("?")
                ? NEVER
                : LocalDateTime.parse(text, EVENT).toEpochSecond(ZoneOffset.UTC);
    }

    private static long time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
    }

    /// All but the head; quoted fields may hold commas, quotes and line ends.
    private static List<List<String>> rows(Path file) throws IOException {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        // few different words, many times
        Map<String, String> words = new LinkedHashMap<>();
        try (var in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && (c == ',' || c == '\n')) {
                    String word = field.toString();
                    row.add(words.computeIfAbsent(word, w -> w));
                    field.setLength(0);
                    if (c == '\n') {
                        rows.add(List.copyOf(row));
                        row.clear();
                    }
                } else if (c != '\r') {
                    field.append((char) c);
                }
            }
        }
        return rows.subList(1, rows.size());
    }
}
