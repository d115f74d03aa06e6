package kept.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// The figures of one bench: a table on stdout, and a line for each in `bench/results/<name>.tsv`.
final class Results {
    private final Path file;
    private final String name;
    private final String commit;

    Results(Path root, String name, String commit) throws IOException {
        this.file = Files.createDirectories(root.resolve("bench/results")).resolve(name + ".tsv");
        this.name = name;
        this.commit = commit;
        Files.writeString(file, "name\tfigure\tvalue\tunit\tbar\tdate\tcommit\n");
        System.out.printf("%n%s%n", name);
    }

    void add(String figure, double value, String unit, String bar) throws IOException {
        String shown = String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
        System.out.printf("  %-58s %10s %-8s %s%n", figure, shown, unit, bar);
        Files.writeString(
                file,
                String.join(
                                "\t",
                                name,
                                figure,
                                shown,
                                unit,
                                bar,
                                LocalDate.now(ZoneOffset.UTC).toString(),
                                commit)
                        + "\n",
                StandardOpenOption.APPEND);
    }

    void add(String figure, long count, String unit, String bar) throws IOException {
        add(figure, (double) count, unit, bar);
    }

    void add(String what, Load load, String p99Bar) throws IOException {
        add(what + ": rate", load.rate(), "/s", "");
        add(what + ": p50", load.p50(), "ms", "");
        add(what + ": p99", load.p99(), "ms", p99Bar);
        add(what + ": errors", load.errors(), "", "0");
    }
}
