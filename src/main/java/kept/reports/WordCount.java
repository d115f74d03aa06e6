package kept.reports;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import kept.reports.WordReport.By;
import kept.reports.WordReport.Outcome;
import kept.reports.WordReport.Row;
import kept.reports.WordReport.Week;
import kept.teams.Viewer;
import org.apache.commons.statistics.descriptive.Quantile;
import org.jspecify.annotations.Nullable;

/// Counts the words that a viewer may see of a time: one pass over the columns for the figures, one for the lengths that
/// the medians need.
final class WordCount {
    private static final double DAY = 86_400;

    /// With fewer of a sort nobody knows how long they usually take.
    private static final int LEAST_OF_A_SORT = 8;

    /// Linear between the two neighbours, as `percentile_cont` of SQL.
    private static final Quantile QUANTILE =
            Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).withCopy(false);

    private final NavigableMap<Integer, WordDay> days;
    private final WordNames names;
    private final List<WordNames.Sort> sorts;
    private final boolean[] seen;
    private final long from;
    private final long to;

    WordCount(
            NavigableMap<Integer, WordDay> days,
            WordNames names,
            Viewer viewer,
            Instant from,
            Instant to) {
        this.days = days;
        this.names = names;
        this.sorts = names.sorts().names();
        this.seen = new boolean[sorts.size()];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = viewer.seesAll() || viewer.units().contains(sorts.get(i).unit());
        }
        this.from = millis(from);
        this.to = millis(to);
    }

    /// The rows, most words first, and the total as the last one, whose key is null.
    List<Row> rows(By by) {
        var keys = keys(by);
        int all = keys.names().size();
        var counts = new long[all + 1][Outcome.values().length];
        each((day, i) -> {
            var ofKey = counts[keys.code(day, i)];
            for (var outcome : Outcome.values()) {
                if (day.is(outcome, i)) {
                    ofKey[outcome.place()]++;
                    counts[all][outcome.place()]++;
                }
            }
        });
        var late = medians(keys, counts, Outcome.KEPT_LATE, WordDay::late);
        var generosity = generosity(keys, counts);
        var rows = new ArrayList<Row>();
        for (int key = 0; key < all; key++) {
            if (counts[key][0] > 0) {
                rows.add(row(keys.names().get(key), counts[key], late[key], generosity[key]));
            }
        }
        rows.sort(Comparator.comparingLong(Row::given).reversed().thenComparing(Row::key));
        rows.add(row(null, counts[all], late[all], generosity[all]));
        return rows;
    }

    /// The weeks of a zone in which words were given, oldest first.
    List<Week> weeks(ZoneId zone) {
        if (days.isEmpty()) {
            return List.of();
        }
        var mondays = mondays(zone);
        var starts =
                mondays.stream()
                        .mapToLong(monday -> monday.atStartOfDay(zone).toInstant().toEpochMilli())
                        .toArray();
        var counts = new long[starts.length][3];
        days.forEach((number, day) -> {
            for (int i = 0; i < day.size(); i++) {
                long given = day.given(number, i);
                if (counts(day, i, given)) {
                    int place = Arrays.binarySearch(starts, given);
                    var week = counts[place >= 0 ? place : -place - 2];
                    week[0]++;
                    week[1] += day.hasEnded(i) ? 1 : 0;
                    week[2] += day.is(Outcome.KEPT_ON_FIRST, i) ? 1 : 0;
                }
            }
        });
        var weeks = new ArrayList<Week>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i][0] > 0) {
                weeks.add(new Week(mondays.get(i), counts[i][1], counts[i][2]));
            }
        }
        return weeks;
    }

    /// How often each reason was given for words that were missed, most first.
    List<Whys.Counted> whys(By by, Map<String, String> words) {
        var keys = keys(by);
        var codes = names.reasons().names();
        var counts = new long[keys.names().size()][codes.size() + 1];
        each((day, i) -> {
            if (day.is(Outcome.MISSED, i)) {
                counts[keys.code(day, i)][day.reason(i)]++;
            }
        });
        var whys = new ArrayList<Whys.Counted>();
        for (int key = 0; key < counts.length; key++) {
            for (int reason = 0; reason <= codes.size(); reason++) {
                if (counts[key][reason] > 0) {
                    String code = reason == 0 ? null : codes.get(reason - 1);
                    whys.add(
                            new Whys.Counted(
                                    keys.names().get(key),
                                    code,
                                    code == null ? null : words.get(code),
                                    counts[key][reason]));
                }
            }
        }
        whys.sort(
                Comparator.comparingLong(Whys.Counted::count)
                        .reversed()
                        .thenComparing(Whys.Counted::key));
        return whys;
    }

    /// What the rows of a report are named after, and which of them a chain belongs to.
    private record Keys(List<String> names, Code code) {
        int code(WordDay day, int i) {
            return code.of(day, i);
        }
    }

    private interface Code {
        int of(WordDay day, int i);
    }

    private interface Each {
        void see(WordDay day, int i);
    }

    private Keys keys(By by) {
        return switch (by) {
            case UNIT -> ofSort(sort -> sort.unit().toString());
            case KIND -> ofSort(WordNames.Sort::kind);
            case GIVER -> new Keys(names.givers().names(), WordDay::giver);
            case CHANNEL -> new Keys(names.channels().names(), WordDay::channel);
        };
    }

    private Keys ofSort(Function<WordNames.Sort, String> name) {
        var found = new WordNames.Codes<String>();
        int[] codes = sorts.stream().mapToInt(sort -> found.code(name.apply(sort))).toArray();
        return new Keys(found.names(), (day, i) -> codes[day.sort(i)]);
    }

    private void each(Each reader) {
        days.forEach((number, day) -> {
            for (int i = 0; i < day.size(); i++) {
                if (counts(day, i, day.given(number, i))) {
                    reader.see(day, i);
                }
            }
        });
    }

    private boolean counts(WordDay day, int i, long given) {
        return given >= from && given < to && seen[day.sort(i)];
    }

    private List<LocalDate> mondays(ZoneId zone) {
        var first =
                LocalDate.ofInstant(Instant.ofEpochMilli(WordDay.start(days.firstKey())), zone)
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var last =
                LocalDate.ofInstant(Instant.ofEpochMilli(WordDay.start(days.lastKey() + 1)), zone);
        return first.datesUntil(last.plusDays(1), java.time.Period.ofWeeks(1)).toList();
    }

    private interface Length {
        int of(WordDay day, int i);
    }

    /// The median by key, and that of all as the last one; NaN where there is none.
    private double[] medians(Keys keys, long[][] counts, Outcome of, Length length) {
        var groups = new Groups(Arrays.stream(counts).mapToLong(c -> c[of.place()]).toArray());
        each((day, i) -> {
            if (day.is(of, i)) {
                groups.add(keys.code(day, i), length.of(day, i));
            }
        });
        return groups.medians();
    }

    private double[] generosity(Keys keys, long[][] counts) {
        var usual = usual();
        var groups = new Groups(Arrays.stream(counts).mapToLong(c -> c[0]).toArray());
        each((day, i) -> {
            double took = usual[day.sort(i)];
            if (!Double.isNaN(took)) {
                groups.add(keys.code(day, i), (int) Math.round(day.promised(i) - took));
            }
        });
        return groups.medians();
    }

    /// How many seconds four of five of a sort took, NaN where too few are known.
    private double[] usual() {
        var measured = new long[sorts.size() + 1];
        each((day, i) -> {
            if (day.is(Outcome.MEASURED, i)) {
                measured[day.sort(i)]++;
                measured[sorts.size()]++;
            }
        });
        var groups = new Groups(measured);
        each((day, i) -> {
            if (day.is(Outcome.MEASURED, i)) {
                groups.add(day.sort(i), day.took(i));
            }
        });
        return groups.quantiles(0.8, LEAST_OF_A_SORT);
    }

    /// Lengths sorted into groups in one array; the room for all is the last of `most`.
    private static final class Groups {
        private final int[] lengths;
        private final int[] start;
        private final int[] end;

        Groups(long[] most) {
            lengths = new int[Math.toIntExact(most[most.length - 1])];
            start = new int[most.length - 1];
            for (int i = 1; i < start.length; i++) {
                start[i] = start[i - 1] + (int) most[i - 1];
            }
            end = start.clone();
        }

        void add(int group, int length) {
            lengths[end[group]++] = length;
        }

        double[] quantiles(double part, int least) {
            var found = new double[start.length];
            for (int i = 0; i < found.length; i++) {
                found[i] =
                        end[i] - start[i] < least
                                ? Double.NaN
                                : QUANTILE.evaluateRange(lengths, start[i], end[i], part);
            }
            return found;
        }

        double[] medians() {
            var found = Arrays.copyOf(quantiles(0.5, 1), start.length + 1);
            int all = 0;
            for (int i = 0; i < start.length; i++) {
                System.arraycopy(lengths, start[i], lengths, all, end[i] - start[i]);
                all += end[i] - start[i];
            }
            found[start.length] =
                    all == 0 ? Double.NaN : QUANTILE.evaluateRange(lengths, 0, all, 0.5);
            return found;
        }
    }

    private static Row row(@Nullable String key, long[] counts, double late, double generosity) {
        return new Row(
                key,
                "",
                of(counts, Outcome.GIVEN),
                of(counts, Outcome.KEPT_ON_FIRST),
                of(counts, Outcome.KEPT),
                of(counts, Outcome.KEPT_LATE),
                of(counts, Outcome.BROKEN),
                of(counts, Outcome.RELEASED),
                of(counts, Outcome.OPEN),
                of(counts, Outcome.WARNED),
                days(late),
                days(generosity),
                of(counts, Outcome.WARNED_BY_HOUSE),
                0,
                0);
    }

    private static long of(long[] counts, Outcome outcome) {
        return counts[outcome.place()];
    }

    private static @Nullable Double days(double seconds) {
        return Double.isNaN(seconds) ? null : Math.round(seconds / DAY * 100) / 100.0;
    }

    private static long millis(Instant at) {
        return Math.clamp(at.getEpochSecond(), -1L << 40, 1L << 40) * 1000
                + at.getNano() / 1_000_000;
    }
}
