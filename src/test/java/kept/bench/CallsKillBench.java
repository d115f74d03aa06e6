package kept.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kept.database.EmbeddedPostgres;

/// Two nodes with a telephone on one database; the one that holds fifty calls in all states is killed, and what the other makes of
/// them is counted: the network and fifty agents are played by this program with real SIP and real audio.
final class CallsKillBench {
    private static final int CALLS = 50;
    private static final int TALKING = 25;
    private static final String LOST =
            "select count(*) from contact where state = 'dropped' and outcome = 'its program ended'";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private CallsKillBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var postgres =
                EmbeddedPostgres.start(folder.resolve("postgres"), EmbeddedPostgres.Mode.DURABLE)) {
            var url = postgres.database("kept");
            int first = freePort();
            int second = freePort();
            try (var one = Program.start(folder.resolve("one"), node(url.secretText(), first));
                    var other =
                            Program.start(folder.resolve("other"), node(url.secretText(), second));
                    var world = new CallsWorld(CALLS);
                    var connection = url.connect()) {
                world.furnish(connection, TALKING);
                world.registers(first);
                world.registers(second);
                await(
                        () ->
                                count(connection, "select count(distinct phone) from phone_binding")
                                        == CALLS,
                        "not all telephones are there");
                // the nodes learn of a new trunk within five seconds
                TimeUnit.SECONDS.sleep(6);
                play(connection, world, first);
                story(connection, results);
                agents(connection, "free");
                world.killedAt = System.nanoTime();
                one.kill();
                count(connection, world, results);
                if (!other.ready()) {
                    throw new IOException("The second node is not ready any more.");
                }
            }
        }
    }

    private static Map<String, String> node(String url, int port) {
        return Map.of("KEPT_DATABASE_URL", url, "KEPT_SIP_LISTEN", "127.0.0.1:" + port);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void agents(Connection connection, String state) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "update agent set state = '%s', since = now() where state = 'off'"
                            .formatted(state));
        }
    }

    // --- the calls

    /// Half of them talk, five of those on hold; the others wait or are in the menu.
    private static void play(Connection connection, CallsWorld world, int port) throws Exception {
        for (int i = 0; i < TALKING; i++) {
            world.calls(port, i, "100");
        }
        await(() -> states(connection, "talking") == TALKING, "not all talk");
        world.holdSome(5);
        await(() -> states(connection, "held") == 5, "not all are on hold");
        for (int i = TALKING; i < CALLS - 10; i++) {
            world.calls(port, i, "100");
        }
        await(() -> states(connection, "queued") == CALLS - 10 - TALKING, "not all wait");
        for (int i = CALLS - 10; i < CALLS; i++) {
            world.calls(port, i, "200");
        }
        await(() -> states(connection, "menu") == 10, "not all are in the menu");
    }

    private static void story(Connection connection, Results results)
            throws IOException, SQLException {
        for (var state : List.of("talking", "held", "queued", "menu")) {
            results.add("calls before the kill: " + state, states(connection, state), "", "");
        }
    }

    private static long states(Connection connection, String state) throws SQLException {
        return count(connection, "select count(*) from contact where state = '" + state + "'");
    }

    // --- what became of them

    private static void count(Connection connection, CallsWorld world, Results results)
            throws Exception {
        long taken = System.nanoTime();
        long end = taken + PATIENCE.toNanos();
        long noticed = 0;
        while (System.nanoTime() < end && world.talkedAgain.get() < CALLS) {
            if (noticed == 0 && count(connection, LOST) > 0) {
                noticed = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        // the last keys are on their way
        TimeUnit.SECONDS.sleep(3);
        results.add("stories kept", count(connection, LOST), "", "" + CALLS);
        results.add(
                "cut off before the kill, and rung back",
                states(connection, "dropped") - count(connection, LOST),
                "",
                "0");
        results.add("from the kill to the takeover", seconds(noticed - world.killedAt), "s", "");
        var rung = world.rungAt.values().stream().sorted().toList();
        results.add("rung back", rung.size(), "", "" + CALLS);
        results.add(
                "rung back after the takeover, the last one",
                rung.isEmpty() ? -1 : seconds(rung.getLast() - noticed),
                "s",
                "<= 5");
        results.add("rung twice", world.twice.get(), "", "0");
        results.add("talked again", world.talkedAgain.get(), "", "" + CALLS);
        results.add(
                "promises of a call back",
                count(connection, "select count(*) from promise where kind = 'callback'"),
                "",
                "" + CALLS);
        results.add(
                "promises kept",
                count(
                        connection,
                        "select count(*) from promise where kind = 'callback' and state = 'kept'"),
                "",
                "" + CALLS);
        results.add(
                "contacts that follow the same one twice",
                count(
                        connection,
                        "select count(*) from (select follows from contact where follows is not null group by follows having count(*) > 1) more"),
                "",
                "0");
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    static long count(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private interface Question {
        boolean yes() throws SQLException;
    }

    private static void await(Question question, String otherwise) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!question.yes()) {
            if (System.nanoTime() > end) {
                throw new IOException("The bench could not be set up: " + otherwise + ".");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
