package kept.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import kept.database.DatabaseUrl;
import kept.database.EmbeddedPostgres;

/// Two nodes on one database, of which one is killed at random, again and again, while promises fall due.
final class NodesBench {
    private static final int LONGEST_DUE_MS = 8_000;

    private NodesBench() {}

    /// What the kills left: all counts but `given` and `letters` must be 0. Copies are letters that came more than once
    /// under their own id, which SMTP cannot rule out when a node dies between sending and writing that down.
    record Toll(
            long given,
            long letters,
            long lost,
            long missed,
            long twice,
            long webhooksOff,
            long lettersOff,
            long copies,
            long moreThanTwoCopies,
            Duration latest,
            Duration latestLetter) {}

    static void run(Path folder, Results results) throws Exception {
        var toll = kills(folder, 50, 20_261_124);
        results.add("kills", 50, "", "");
        results.add("promises acknowledged", toll.given(), "", "");
        results.add("lost", toll.lost(), "", "0");
        results.add("missed: due and not called broken", toll.missed(), "", "0");
        results.add("moves or words made twice", toll.twice(), "", "0");
        results.add("webhook events missing or doubled", toll.webhooksOff(), "", "0");
        results.add("letters sent", toll.letters(), "", "");
        results.add("letters missing or written twice", toll.lettersOff(), "", "0");
        results.add("letters with a second copy under the same id", toll.copies(), "", "");
        results.add("letters with more than two copies", toll.moreThanTwoCopies(), "", "0");
        results.add("takeover: latest move after its time", seconds(toll.latest()), "s", "<= 15");
        results.add("takeover: latest letter", seconds(toll.latestLetter()), "s", "<= 15");
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1000.0;
    }

    static Toll kills(Path folder, int times, long seed)
            throws IOException, InterruptedException, SQLException {
        var random = new Random(seed);
        try (var sink = new Sink();
                var postgres =
                        EmbeddedPostgres.start(
                                folder.resolve("postgres"), EmbeddedPostgres.Mode.DURABLE)) {
            var url = postgres.database("kept");
            var settings =
                    Map.of(
                            "KEPT_DATABASE_URL",
                            url.secretText(),
                            "KEPT_MAIL_ADDRESS",
                            "help@house.example",
                            "KEPT_PUBLIC_URL",
                            "https://help.house.example",
                            "KEPT_SMTP_URL",
                            sink.url());
            try (var one = Program.start(folder.resolve("one"), settings);
                    var other = Program.start(folder.resolve("other"), settings)) {
                var nodes = List.of(one, other);
                String customer = CasesBench.customer(one);
                hear(one);
                var goOn = new AtomicBoolean(true);
                var given = new ConcurrentLinkedQueue<String>();
                var writer =
                        Thread.ofPlatform().start(() -> give(nodes, customer, seed, goOn, given));
                for (int i = 0; i < times; i++) {
                    Thread.sleep(500 + random.nextInt(2_500));
                    var victim = nodes.get(random.nextInt(2));
                    victim.kill();
                    Thread.sleep(random.nextInt(1_500));
                    victim.again();
                }
                goOn.set(false);
                writer.join();
                Thread.sleep(LONGEST_DUE_MS);
                return settled(url, given, sink);
            }
        }
    }

    /// The place it calls is refused at once; that the events are written is what counts here.
    private static void hear(Program node) throws IOException {
        try (var caller = node.caller()) {
            var made =
                    caller.post(
                            "/api/v1/webhooks",
                            "{\"url\": \"http://127.0.0.1:9999/hooks\", \"events\": []}",
                            "");
            if (made.status() != 201) {
                throw new IOException(made.body());
            }
        }
    }

    /// A careful client: what one node does not answer it asks of the other, with the same key.
    private static void give(
            List<Program> nodes,
            String customer,
            long seed,
            AtomicBoolean goOn,
            ConcurrentLinkedQueue<String> given) {
        var random = new Random(seed + 1);
        for (long n = 0; goOn.get(); n++) {
            String said = "word " + n;
            String body =
                    "{\"customerId\": \"%s\", \"kind\": \"callback\", \"saidText\": \"%s\", \"visibility\": \"customer\", \"dueIn\": \"PT%.3fS\"}"
                            .formatted(
                                    customer,
                                    said,
                                    (1_000 + random.nextInt(LONGEST_DUE_MS - 1_000)) / 1e3);
            for (int node = random.nextInt(2); ; node = 1 - node) {
                try (var caller = nodes.get(node).caller()) {
                    if (caller.post("/api/v1/promises", body, said).status() == 201) {
                        given.add(said);
                        break;
                    }
                } catch (IOException _) {
                    // the other one is asked
                }
                pause(20);
            }
            pause(60);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Toll settled(DatabaseUrl url, ConcurrentLinkedQueue<String> given, Sink sink)
            throws SQLException, InterruptedException {
        try (var connection = url.connect()) {
            long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (count(connection, "select count(*) from outgoing_mail where state = 'queued'")
                            > 0
                    && System.nanoTime() < until) {
                Thread.sleep(200);
            }
            var copies = sink.copies();
            long gone =
                    ids(connection, "select message_id from outgoing_mail where state = 'sent'")
                            .stream()
                            .filter(id -> !copies.containsKey(id))
                            .count();
            return new Toll(
                    given.size(),
                    copies.size(),
                    missing(connection, given),
                    count(connection, "select count(*) from promise where broken_at is null"),
                    count(
                                    connection,
                                    "select coalesce(sum(n - 1), 0) from (select count(*) n from journal where kind in ('promise.given', 'promise.atRisk', 'promise.broken') group by stream, kind) s")
                            + count(
                                    connection,
                                    "select coalesce(sum(n - 1), 0) from (select count(*) n from promise group by said_text) s"),
                    count(
                            connection,
                            """
                            select count(*) from promise p cross join (values ('promise.given'), ('promise.broken')) e (event)
                             where (select count(*) from webhook_delivery d
                                     where d.event = e.event and d.body::jsonb #>> '{data,id}' = p.id::text) <> 1
                            """),
                    gone
                            + count(
                                    connection,
                                    "select count(*) from outgoing_mail where state <> 'sent'")
                            + count(
                                    connection,
                                    "select coalesce(sum(n - 1), 0) from (select count(*) n from outgoing_mail group by about, recipient, subject) s"),
                    copies.values().stream().filter(n -> n > 1).count(),
                    copies.values().stream().filter(n -> n > 2).count(),
                    millis(
                            connection,
                            "select max(extract(epoch from j.at - p.due)) * 1000 from promise p join journal j on j.stream = p.id and j.kind = 'promise.broken'"),
                    millis(
                            connection,
                            "select max(extract(epoch from sent_at - created_at)) * 1000 from outgoing_mail"));
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        return (long) TimersBench.number(connection, sql);
    }

    private static Duration millis(Connection connection, String sql) throws SQLException {
        return Duration.ofMillis(count(connection, sql));
    }

    private static long missing(Connection connection, ConcurrentLinkedQueue<String> wanted)
            throws SQLException {
        var there = new java.util.HashSet<>(ids(connection, "select said_text from promise"));
        return wanted.stream().filter(said -> !there.contains(said)).count();
    }

    private static List<String> ids(Connection connection, String sql) throws SQLException {
        var all = new ArrayList<String>();
        try (var query = connection.createStatement();
                var row = query.executeQuery(sql)) {
            while (row.next()) {
                all.add(row.getString(1));
            }
        }
        return all;
    }
}
