package kept.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What memory processes hold, in MB, as Linux tells it.
final class Memory {
    private Memory() {}

    static double resident(long pid) {
        return line(Path.of("/proc", "" + pid, "status"), "VmRSS:");
    }

    /// The share of the program (PSS) without its database.
    static double ofProgram(long pid) {
        return share(pid);
    }

    /// The share of the PostgreSQL that the program started, which stands in a session of its own.
    static double ofDatabase(Path folder) throws IOException {
        return database(folder).mapToDouble(Memory::share).sum();
    }

    /// Seconds of CPU that the database's processes have used, those that ended before not counted.
    static double cpuOfDatabase(Path folder) throws IOException {
        return database(folder).mapToDouble(Memory::cpu).sum();
    }

    static double cpu(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        } catch (IOException _) {
            return 0;
        }
    }

    private static Stream<Long> database(Path folder) throws IOException {
        var postmaster =
                Files.readAllLines(folder.resolve("postgres/18/postmaster.pid")).getFirst().strip();
        var server = ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow();
        return Stream.concat(Stream.of(server.pid()), server.descendants().map(ProcessHandle::pid));
    }

    private static double share(long process) {
        return line(Path.of("/proc", "" + process, "smaps_rollup"), "Pss:");
    }

    private static double line(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }
}
