package kept.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// PostgreSQL refuses to run as root. In a user namespace without a mapping it sees itself as nobody, and still owns the
/// files that root owns.
final class RootUser {
    private RootUser() {}

    static boolean isSelf() {
        Path self = Path.of("/proc/self");
        try {
            return Files.exists(self)
                    ? Files.getAttribute(self, "unix:uid") instanceof Integer uid && uid == 0
                    : System.getProperty("user.name").equals("root");
        } catch (IOException _) {
            return false;
        }
    }

    /// @throws StartFailure if this machine allows no user namespaces
    static List<String> disguise() {
        if (!Disguise.POSSIBLE) {
            throw new StartFailure(
                    "PostgreSQL does not run as root here: start Kept as a user of its own, or name a PostgreSQL"
                            + " with KEPT_DATABASE_URL.");
        }
        return Disguise.COMMAND;
    }

    private static final class Disguise {
        static final List<String> COMMAND = List.of("unshare", "--user");
        static final boolean POSSIBLE = works();

        private static boolean works() {
            try {
                var probe = new ProcessBuilder(new ArrayList<>(COMMAND)).redirectErrorStream(true);
                probe.command().add("true");
                var process = probe.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
