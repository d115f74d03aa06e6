package kept.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import kept.kernel.Refusal;
import kept.steps.StepTemplate;
import org.jspecify.annotations.Nullable;

/// The steps of a kind as people write them, a line each, and back:
///
///     Order | Sales | 2 h | 20 a day
///     Connect | Network | 4 h | answers within 4 h
///     Visit | Field service | 2 h | 8 a day | after Order, Connect
///
/// A line without "after" needs the one above; "after nothing" needs none.
final class StepText {
    private static final Pattern LENGTH =
            Pattern.compile("(?:(\\d{1,6}(?:[.,]\\d+)?) ?h)? ?(?:(\\d{1,6}) ?min)?");
    private static final Pattern A_DAY = Pattern.compile("(-?\\d{1,9}) a day");
    private static final String WITHIN = "answers within ";
    private static final String AFTER = "after ";

    private StepText() {}

    private record Written(
            String name,
            String unit,
            Duration work,
            @Nullable Integer capacity,
            Duration answer,
            @Nullable String after) {}

    /// @param unitNamed the unit that a name means
    /// @throws Refusal `INVALID` with the line that cannot be read
    static List<StepTemplate.Line> read(String text, Function<String, UUID> unitNamed) {
        var written =
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(StepText::line)
                        .toList();
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < written.size(); i++) {
            places.put(written.get(i).name().toLowerCase(Locale.ROOT), i);
        }
        var lines = new ArrayList<StepTemplate.Line>();
        for (var each : written) {
            lines.add(
                    new StepTemplate.Line(
                            each.name(),
                            unitNamed.apply(each.unit()),
                            each.work(),
                            needs(each, lines.size(), places),
                            each.capacity(),
                            each.answer()));
        }
        return lines;
    }

    private static Written line(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length < 3) {
            throw unreadable(line);
        }
        Integer capacity = null;
        Duration answer = StepTemplate.ANSWER;
        String after = null;
        for (int i = 3; i < cells.length; i++) {
            String cell = cells[i].strip();
            var aDay = A_DAY.matcher(cell);
            if (aDay.matches()) {
                capacity = Integer.valueOf(aDay.group(1));
            } else if (cell.startsWith(WITHIN)) {
                answer = length(cell.substring(WITHIN.length()), line);
            } else if (cell.startsWith(AFTER)) {
                after = cell.substring(AFTER.length()).strip();
            } else if (!cell.isEmpty()) {
                throw unreadable(line);
            }
        }
        return new Written(
                cells[0].strip(),
                cells[1].strip(),
                length(cells[2], line),
                capacity,
                answer,
                after);
    }

    private static List<Integer> needs(Written written, int place, Map<String, Integer> places) {
        if (written.after() == null) {
            return place == 0 ? List.of() : List.of(place - 1);
        }
        if (written.after().equalsIgnoreCase("nothing")) {
            return List.of();
        }
        var needs = new ArrayList<Integer>();
        for (String name : written.after().split(",")) {
            var need = places.get(name.strip().toLowerCase(Locale.ROOT));
            if (need == null) {
                throw Refusal.invalid(
                        "steps",
                        "\"%s\" comes after \"%s\", and no line has that name."
                                .formatted(written.name(), name.strip()));
            }
            needs.add(need);
        }
        return needs;
    }

    private static Duration length(String text, String line) {
        var length = LENGTH.matcher(text.strip());
        if (!length.matches() || text.isBlank()) {
            throw unreadable(line);
        }
        double hours =
                length.group(1) == null ? 0 : Double.parseDouble(length.group(1).replace(',', '.'));
        long minutes = length.group(2) == null ? 0 : Long.parseLong(length.group(2));
        return Duration.ofMinutes(Math.round(hours * 60) + minutes);
    }

    private static Refusal unreadable(String line) {
        return Refusal.invalid(
                "steps",
                "\"%s\" cannot be read: write a line like Connect | Network | 4 h | answers within 4 h | after Order."
                        .formatted(line));
    }

    static String write(StepTemplate template, Function<UUID, String> nameOf) {
        var text = new StringBuilder();
        for (int i = 0; i < template.lines().size(); i++) {
            var line = template.lines().get(i);
            text.append(line.name())
                    .append(" | ")
                    .append(nameOf.apply(line.unit()))
                    .append(" | ")
                    .append(length(line.work()));
            if (line.capacity() != null) {
                text.append(" | ").append(line.capacity()).append(" a day");
            }
            if (line.capacity() == null || !line.answerWithin().equals(StepTemplate.ANSWER)) {
                text.append(" | ").append(WITHIN).append(length(line.answerWithin()));
            }
            if (!line.needs().equals(i == 0 ? List.of() : List.of(i - 1))) {
                text.append(" | ")
                        .append(AFTER)
                        .append(
                                line.needs().isEmpty()
                                        ? "nothing"
                                        : String.join(
                                                ", ",
                                                line.needs().stream()
                                                        .map(need ->
                                                                template.lines().get(need).name())
                                                        .toList()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    static String length(Duration length) {
        long hours = length.toHours();
        int minutes = length.toMinutesPart();
        return minutes == 0
                ? hours + " h"
                : hours == 0 ? minutes + " min" : hours + " h " + minutes + " min";
    }

    /// What the step needs, in words.
    static String after(StepTemplate template, StepTemplate.Line line) {
        return line.needs().isEmpty()
                ? "at once"
                : "after "
                        + String.join(
                                ", ",
                                line.needs().stream()
                                        .map(need -> template.lines().get(need).name())
                                        .toList());
    }
}
