package kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import kept.kernel.Refusal;
import kept.promises.PastPromise;
import kept.promises.PastPromises;
import org.jspecify.annotations.Nullable;

/// Reads promises of the past from a CSV file, so that forecasts and reports start with what really happened. A row
/// that cannot be used is passed over with its reason; the same file may be read again.
final class ImportPromises {
    private static final List<String> HEADER =
            List.of(
                    "external_id",
                    "customer",
                    "unit",
                    "kind",
                    "given_at",
                    "due_at",
                    "closed_at",
                    "outcome");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern WITHOUT_ZONE =
            Pattern.compile(DAY.pattern() + "([T ]\\d{2}:\\d{2}(:\\d{2}([.]\\d{1,9})?)?)?");
    private static final int AT_ONCE = 10_000;

    private final Settings settings;
    private final Console console;
    private final boolean dryRun;
    private final Progress progress;
    private final LinkedHashMap<String, Line> gathered = new LinkedHashMap<>();
    private long read;
    private long skipped;
    private PastPromises.Count counted = new PastPromises.Count(0, 0, 0);

    private record Line(int number, PastPromise promise) {}

    ImportPromises(Settings settings, Console console, boolean dryRun) {
        this.settings = settings;
        this.console = console;
        this.dryRun = dryRun;
        this.progress = new Progress(console);
    }

    int run(Path file) {
        if (!Files.isReadable(file)) {
            throw Refusal.notFound("There is no file %s that can be read.".formatted(file));
        }
        try (var reader = PlainText.of(file)) {
            var csv = new Csv(reader);
            var header = csv.next();
            if (header == null || !header.fields().equals(HEADER)) {
                throw Refusal.invalid(
                        "header",
                        "The first line of %s must be: %s"
                                .formatted(file, String.join(",", HEADER)));
            }
            return new House(settings)
                    .open(context -> {
                        all(csv, context.getBean(PastPromises.class));
                        return summary();
                    });
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        }
    }

    private static Refusal unreadable(Path file, @Nullable IOException e) {
        return Refusal.invalid(
                "file",
                "%s cannot be read to its end (%s): mend that, then run the import again; what is there already is passed over."
                        .formatted(file, e == null ? "" : e.getMessage()));
    }

    private void all(Csv csv, PastPromises promises) {
        try {
            for (var row = csv.next(); row != null; row = csv.next()) {
                read++;
                take(row);
                if (gathered.size() >= AT_ONCE) {
                    write(promises);
                }
            }
            write(promises);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Csv.Row row) {
        try {
            var promise = promise(row);
            var earlier = gathered.put(promise.externalId(), new Line(row.line(), promise));
            if (earlier != null) {
                skip(
                        earlier.number(),
                        "external_id %s stands again in line %d, which counts"
                                .formatted(promise.externalId(), row.line()));
            }
        } catch (Unusable reason) {
            skip(row.line(), String.valueOf(reason.getMessage()));
        }
    }

    private void write(PastPromises promises) {
        var rows = gathered.values().stream().map(Line::promise).toList();
        gathered.clear();
        counted = counted.plus(dryRun ? promises.wouldTake(rows) : promises.take(rows));
        progress.at("%,d rows read, %,d skipped".formatted(read, skipped));
    }

    private int summary() {
        console.say(
                "%s%,d read, %,d made, %,d changed, %,d there already, %,d skipped."
                        .formatted(
                                dryRun ? "Nothing was written (--dry-run). It would be: " : "",
                                read,
                                counted.made(),
                                counted.changed(),
                                counted.same(),
                                skipped));
        return 0;
    }

    private void skip(int line, String reason) {
        skipped++;
        console.trouble("Line %d skipped: %s.".formatted(line, reason));
    }

    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String reason) {
            super(reason, null, false, false);
        }
    }

    private static PastPromise promise(Csv.Row row) throws Unusable {
        if (row.broken() != null) {
            throw new Unusable(row.broken());
        }
        var fields = row.fields();
        if (fields.stream().anyMatch(f -> f.indexOf(PlainText.UNREADABLE) >= 0)) {
            throw new Unusable(
                    "it holds letters that are not written in UTF-8; save the file as UTF-8 and import it again");
        }
        if (fields.size() != HEADER.size()) {
            throw new Unusable(
                    "it has %d fields instead of %d".formatted(fields.size(), HEADER.size()));
        }
        var given = time(fields, 4);
        var due = time(fields, 5);
        var closed = fields.get(6).isBlank() ? null : time(fields, 6);
        if (due.isBefore(given)) {
            throw new Unusable("due_at is before given_at");
        }
        if (closed != null && closed.isBefore(given)) {
            throw new Unusable("closed_at is before given_at");
        }
        return new PastPromise(
                text(fields, 0),
                text(fields, 1),
                text(fields, 2),
                text(fields, 3),
                given,
                due,
                closed,
                outcome(fields.get(7).strip(), due, closed));
    }

    private static PastPromise.Outcome outcome(String word, Instant due, @Nullable Instant closed)
            throws Unusable {
        if (word.isEmpty()) {
            return PastPromise.Outcome.of(due, closed);
        }
        var outcome = PastPromise.Outcome.named(word);
        if (outcome.isEmpty()) {
            throw new Unusable(
                    "outcome \"%s\" is none of %s"
                            .formatted(word, String.join(", ", PastPromise.Outcome.words())));
        }
        return outcome.get();
    }

    private static String text(List<String> fields, int index) throws Unusable {
        String text = fields.get(index).strip();
        if (text.isEmpty()) {
            throw new Unusable(HEADER.get(index) + " is empty");
        }
        if (text.length() > 200 || text.indexOf('\0') >= 0) {
            throw new Unusable(HEADER.get(index) + " is longer than 200 characters or holds a NUL");
        }
        return text;
    }

    private static Instant time(List<String> fields, int index) throws Unusable {
        String text = fields.get(index).strip();
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException _) {
            throw new Unusable(
                    "%s \"%s\" %s".formatted(HEADER.get(index), text, whatIsWrongWith(text)));
        }
    }

    private static String whatIsWrongWith(String text) {
        var day = DAY.matcher(text);
        if (day.lookingAt() && !exists(day.group())) {
            return "names a day that does not exist";
        }
        if (WITHOUT_ZONE.matcher(text).matches()) {
            return "names no zone: write it like 2026-03-01T09:30:00Z or 2026-03-01T09:30:00+01:00";
        }
        return "is no time like 2026-03-01T09:30:00Z";
    }

    private static boolean exists(String day) {
        try {
            LocalDate.parse(day);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
