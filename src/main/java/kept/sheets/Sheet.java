package kept.sheets;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import kept.kernel.CsvText;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// What a place must know on one day, in sections of rows; times are said on the clock of the place.
public record Sheet(
        Kind kind, String place, LocalDate day, Clockface face, List<Section> sections) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    public Sheet {
        sections = List.copyOf(sections);
    }

    /// The two sheets of a day.
    public enum Kind {
        MORNING,
        EVENING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String title() {
            return this == MORNING ? "Morning sheet" : "Evening reckoning";
        }
    }

    /// Rows of one sort. `none` is what is said when there are none.
    public record Section(
            String id, String title, String note, String none, List<Line> rows, boolean cut) {
        public Section {
            rows = List.copyOf(rows);
        }

        public String count() {
            return rows.size() + (cut ? "+" : "");
        }
    }

    /// One word, case or step. `at` is the time that matters in its section, and `mark` says what it is.
    public record Line(
            String href,
            String title,
            String customer,
            long caseNumber,
            String owner,
            String unit,
            String state,
            @Nullable Instant at,
            String mark) {
        /// Whom it concerns and who answers for it.
        public String about() {
            String matter = caseNumber == 0 ? "" : "#" + caseNumber;
            return String.join(
                    " · ",
                    java.util.stream.Stream.of(customer, matter, owner)
                            .filter(s -> !s.isEmpty())
                            .toList());
        }
    }

    public boolean quiet() {
        return sections.stream().allMatch(s -> s.rows().isEmpty());
    }

    public String date() {
        return DAY.format(day);
    }

    /// In one line, for which each title reads on after a number: "3 due today, 1 must be told".
    public String brief() {
        var said =
                sections.stream()
                        .filter(s -> !s.rows().isEmpty())
                        .map(s -> s.count() + " " + s.title().toLowerCase(Locale.ENGLISH))
                        .toList();
        return said.isEmpty()
                ? kind == Kind.MORNING
                        ? "Nothing is due, at risk or waiting."
                        : "Nothing fell due, nothing is owed."
                : String.join(", ", said) + ".";
    }

    /// As a letter; `base` stands before each address.
    String letter(java.util.function.UnaryOperator<String> link, String here) {
        var text = new StringBuilder(place + ", " + date() + ": " + brief() + "\n");
        for (var section : sections) {
            if (section.rows().isEmpty()) {
                continue;
            }
            text.append("\n")
                    .append(section.title())
                    .append(" (")
                    .append(section.count())
                    .append(")\n");
            for (var row : section.rows()) {
                text.append("- ").append(row.title().strip().replaceAll("\\s+", " "));
                if (!row.about().isEmpty()) {
                    text.append(" · ").append(row.about());
                }
                if (!mark(row).isEmpty()) {
                    text.append(" · ").append(mark(row));
                }
                text.append("\n  ").append(link.apply(row.href())).append("\n");
            }
        }
        return text.append("\n").append(link.apply(here)).append("\n").toString();
    }

    /// What is said beside a row: "due 17:30", "tell by today 12:00".
    public String mark(Line row) {
        var at = row.at();
        return at == null ? row.mark() : (row.mark() + " " + face.near(at)).strip();
    }

    CsvText csv() {
        var csv =
                new CsvText()
                        .line(
                                "section",
                                "what",
                                "customer",
                                "case",
                                "owner",
                                "unit",
                                "state",
                                "time",
                                "meaning of the time");
        for (var section : sections) {
            for (var row : section.rows()) {
                csv.line(
                        section.title(),
                        row.title(),
                        row.customer(),
                        row.caseNumber() == 0 ? "" : row.caseNumber(),
                        row.owner(),
                        row.unit(),
                        row.state(),
                        row.at() == null ? "" : row.at().toString(),
                        row.mark());
            }
        }
        return csv;
    }
}
