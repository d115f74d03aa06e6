package kept.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The server process of a cluster, as it announces itself in `postmaster.pid`.
record Postmaster(long pid, int port, boolean ready) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /// The one that lives now, if there is one.
    static Optional<Postmaster> of(Path cluster) throws IOException {
        return read(cluster).filter(Postmaster::alive);
    }

    private static Optional<Postmaster> read(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(cluster));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            return Optional.of(
                    new Postmaster(
                            Long.parseLong(lines.getFirst().strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip()),
                            lines.size() > STATUS_LINE
                                    && lines.get(STATUS_LINE).strip().equals("ready")));
        } catch (NoSuchFileException | NumberFormatException _) {
            // the server writes the file line by line: half a file is no server yet
            return Optional.empty();
        }
    }

    /// Whether the process lives and is a PostgreSQL: after a reboot another program may have its number.
    boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie())
                .flatMap(process -> process.info().command())
                .filter(command -> command.contains("postgres"))
                .isPresent();
    }

    /// In a container whose first process does not reap, a dead server stays in the table of processes.
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException _) {
            return false;
        }
    }
}
