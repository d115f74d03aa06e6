package kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The drawings of the modules, which come in another order at each run: sorted, they change only when the house does.
final class Drawings {
    private static final String FIRST_OF_CELL = "|";

    private Drawings() {}

    /// Sorts each run of arrows and each list in the drawings of a folder.
    static void sort(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var before = Files.readAllLines(file);
                Files.writeString(file, String.join("\n", sorted(before)) + "\n");
            }
        }
    }

    static List<String> sorted(List<String> lines) {
        var all = new ArrayList<String>();
        var run = new ArrayList<String>();
        for (var line : lines) {
            if (!item(line) || line.startsWith(FIRST_OF_CELL)) {
                end(run, all);
            }
            (item(line) ? run : all).add(line);
        }
        end(run, all);
        return all;
    }

    private static boolean item(String line) {
        return line.startsWith("Rel(") || line.startsWith("* ") || line.startsWith("|* ");
    }

    private static void end(List<String> run, List<String> all) {
        boolean cell = !run.isEmpty() && run.getFirst().startsWith(FIRST_OF_CELL);
        if (cell) {
            run.set(0, run.getFirst().substring(FIRST_OF_CELL.length()));
        }
        run.sort(null);
        if (cell) {
            run.set(0, FIRST_OF_CELL + run.getFirst());
        }
        all.addAll(run);
        run.clear();
    }
}
