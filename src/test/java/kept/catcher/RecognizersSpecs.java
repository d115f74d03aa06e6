package kept.catcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import kept.calendars.CalendarText;
import kept.calendars.WorkCalendar;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Dates and times as others read them (recognizers-text-specs): what comes out for each case with a reference time. A
/// date is right if the day is the same, a date-time if it is the same second. That set ends a day at 23:59:59, we with the
/// calendar. "Now" and an impossible date, for which it names no day, are right if no other time is read.
public final class RecognizersSpecs {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final LocalTime END = LocalTime.of(23, 59, 59);
    private static final String NONE = "0001-01-01";

    private RecognizersSpecs() {}

    /// @param ahead whether the time that is wanted lies on the day of the reference or after it
    public record Case(String text, String said, String wanted, String got, boolean ahead) {
        public boolean right() {
            return got.equals(wanted);
        }
    }

    /// @param name DateParser or DateTimeParser
    public static List<Case> run(Path folder, String language, String name) throws IOException {
        var catcher =
                new Catcher(UTC, always(), language.equals("English") ? Locale.US : Locale.ROOT);
        var read = language(language);
        var cases = new ArrayList<Case>();
        String json = Files.readString(folder.resolve(language).resolve(name + ".json"));
        for (JsonNode one : JsonMapper.shared().readTree(json.replace("\uFEFF", ""))) {
            var said = one.path("Context").path("ReferenceDateTime");
            if (said.isMissingNode() || one.get("Results").isEmpty()) {
                continue;
            }
            var future = one.get("Results").get(0).get("Value").get("FutureResolution");
            boolean date = future.has("date");
            String wanted = future.path(date ? "date" : "dateTime").asString().replace(' ', 'T');
            if (wanted.startsWith(NONE)) {
                wanted = "";
            }
            var at = LocalDateTime.parse(said.asString());
            String text = one.get("Input").asString();
            String got = "";
            for (var found : catcher.times(text, at.atZone(UTC).toInstant(), read)) {
                got = shown(found, date);
                if (!got.isEmpty()) {
                    break;
                }
            }
            cases.add(
                    new Case(
                            text,
                            said.asString(),
                            wanted,
                            got,
                            wanted.compareTo(said.asString().substring(0, 10)) >= 0));
        }
        return cases;
    }

    private static Language language(String name) {
        return Language.ALL.get(List.of("English", "German", "Spanish", "French").indexOf(name));
    }

    private static String shown(TimeWords.Found found, boolean date) {
        var due = found.due();
        if (due == null) {
            return "";
        }
        var local = LocalDateTime.ofInstant(due, UTC);
        var day = found.day() == null ? local.toLocalDate() : found.day();
        if (date) {
            return day.toString();
        }
        var shown = found.day() != null && found.time() == null ? day.atTime(END) : local;
        return shown.format(
                java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT));
    }

    private static WorkCalendar always() {
        var week = new java.util.HashMap<String, List<String>>();
        for (var day : java.time.DayOfWeek.values()) {
            boolean weekend = day.getValue() > 5;
            week.put(
                    day.name().toLowerCase(Locale.ROOT),
                    weekend ? List.of() : List.of("00:00-24:00"));
        }
        return new CalendarText("Always", "UTC", Map.copyOf(week), null, null, Map.of(), Map.of())
                .read(UUID.randomUUID());
    }
}
