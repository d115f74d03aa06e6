package kept.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What a call weighs in the whole program while it lasts: both legs with their signalling and audio, and its story. The network and a
/// hundred and fifty agents are played by this program.
final class CallsMemoryBench {
    private static final int FIRST = 50;
    private static final int CALLS = 100;

    private CallsMemoryBench() {}

    static void run(Path folder, Results results) throws Exception {
        int port = CallsKillBench.freePort();
        try (var house = Program.start(folder, Map.of("KEPT_SIP_LISTEN", "127.0.0.1:" + port));
                var world = new CallsWorld(FIRST + CALLS);
                var connection = house.database().connect()) {
            world.furnish(connection, FIRST);
            world.registers(port);
            // the house learns of a new trunk within five seconds
            TimeUnit.SECONDS.sleep(6);
            // what only the first calls need does not count
            talk(connection, world, port, 0, FIRST);
            world.allHangUp();
            await(connection, "select count(*) from contact where ended_at is null", 0);
            TimeUnit.SECONDS.sleep(40);
            long before = live(house.pid());
            double resident = Memory.resident(house.pid());
            free(connection);
            talk(connection, world, port, FIRST, CALLS);
            TimeUnit.SECONDS.sleep(5);
            results.add(
                    CALLS + " calls in which people talk: heap of each",
                    (live(house.pid()) - before) / 1024.0 / CALLS,
                    "kB",
                    "<= 150");
            results.add(
                    CALLS + " calls in which people talk: resident memory of each",
                    (Memory.resident(house.pid()) - resident) * 1024 / CALLS,
                    "kB",
                    "");
        }
    }

    private static void talk(
            Connection connection, CallsWorld world, int port, int first, int count)
            throws Exception {
        for (int i = first; i < first + count; i++) {
            world.calls(port, i, "100");
            // people do not call all at once
            TimeUnit.MILLISECONDS.sleep(20);
        }
        await(connection, "select count(*) from contact where state = 'talking'", count);
    }

    private static void free(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("update agent set state = 'off', since = now() where state <> 'off'");
            statement.execute(
                    """
                    update agent set state = 'free', since = now()
                     where person in (select person from phone where substr(name, 6)::int >= %d)
                    """
                            .formatted(FIRST));
        }
    }

    private static void await(Connection connection, String query, long expected) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (CallsKillBench.count(connection, query) != expected) {
            if (System.nanoTime() > end) {
                throw new IOException("The calls do not come to \"%s\".".formatted(query));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /// The bytes of all objects that are in use, after the heap was cleaned.
    private static long live(long pid) throws IOException, InterruptedException {
        var jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                "" + pid,
                                "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said.lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.strip().split("\\s+")[2])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd says nothing: " + said));
    }
}
