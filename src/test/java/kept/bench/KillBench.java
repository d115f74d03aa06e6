package kept.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Kills the program at random moments under load and counts afterwards what it had acknowledged.
final class KillBench {
    private static final int CLIENTS = 4;

    private KillBench() {}

    /// What a run of kills left: all but `acknowledged` and `longestStart` must be 0.
    record Toll(
            long acknowledged,
            long mails,
            long lost,
            long twice,
            long forgotten,
            Duration longestStart) {}

    static void run(Path folder, Results results) throws Exception {
        long seed = 20_261_122;
        var toll = kills(folder, 20, seed);
        results.add("kills", 20, "", "");
        results.add("acknowledged by API", toll.acknowledged(), "", "");
        results.add("acknowledged mails by SMTP", toll.mails(), "", "");
        results.add("lost", toll.lost(), "", "0");
        results.add("twice", toll.twice(), "", "0");
        results.add("cases whose reply promise or timer is gone", toll.forgotten(), "", "0");
        results.add(
                "longest start to ready", toll.longestStart().toMillis() / 1000.0, "s", "<= 15");
    }

    static Toll kills(Path folder, int times, long seed)
            throws IOException, InterruptedException, SQLException {
        var random = new Random(seed);
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var said = new ConcurrentLinkedQueue<String>();
        var mails = new KillMail();
        Duration longest = Duration.ZERO;
        try (var program = Program.start(folder)) {
            String customer = CasesBench.customer(program);
            for (int i = 0; i < times; i++) {
                var goOn = new AtomicBoolean(true);
                var doubtful = new ConcurrentLinkedQueue<String>();
                var threads = new ArrayList<Thread>();
                for (int c = 0; c < CLIENTS; c++) {
                    String name = "k" + i + "c" + c + "n";
                    threads.add(
                            Thread.ofPlatform()
                                    .start(() ->
                                            write(
                                                    program,
                                                    customer,
                                                    name,
                                                    goOn,
                                                    acknowledged,
                                                    said,
                                                    doubtful)));
                }
                threads.addAll(mails.send(program, i, goOn));
                Thread.sleep(500 + random.nextInt(2_500));
                program.kill();
                goOn.set(false);
                for (var thread : threads) {
                    thread.join();
                }
                program.again();
                longest =
                        longest.compareTo(program.readyAfter()) > 0
                                ? longest
                                : program.readyAfter();
                askAgain(program, customer, doubtful, acknowledged);
                mails.sendAgain(program);
            }
            mails.awaitFiling(program);
            return count(program, acknowledged, said, mails, longest);
        }
    }

    private static void write(
            Program program,
            String customer,
            String name,
            AtomicBoolean goOn,
            ConcurrentLinkedQueue<String> acknowledged,
            ConcurrentLinkedQueue<String> said,
            ConcurrentLinkedQueue<String> doubtful) {
        try (var caller = program.caller()) {
            for (long n = 0; goOn.get(); n++) {
                String subject = name + n;
                try {
                    var opened = caller.post("/api/v1/cases", body(customer, subject), subject);
                    if (opened.status() != 201) {
                        continue;
                    }
                    acknowledged.add(subject);
                    if (n % 3 == 0) {
                        String id = CasesBench.field(opened, "id");
                        var note =
                                caller.post(
                                        "/api/v1/cases/" + id + "/messages",
                                        "{\"direction\": \"note\", \"text\": \"%s\"}"
                                                .formatted(subject),
                                        subject + "m");
                        if (note.status() == 201) {
                            said.add(subject);
                        }
                    }
                } catch (IOException _) {
                    doubtful.add(subject);
                    return;
                }
            }
        }
    }

    private static String body(String customer, String subject) {
        return "{\"customerId\": \"%s\", \"subject\": \"%s\", \"text\": \"It leaks.\", \"channel\": \"web\"}"
                .formatted(customer, subject);
    }

    /// What a careful client does with a call whose answer never came: the same again, with the same key.
    private static void askAgain(
            Program program,
            String customer,
            ConcurrentLinkedQueue<String> doubtful,
            ConcurrentLinkedQueue<String> acknowledged)
            throws IOException {
        try (var caller = program.caller()) {
            for (String subject : doubtful) {
                if (caller.post("/api/v1/cases", body(customer, subject), subject).status() == 201
                        && !acknowledged.contains(subject)) {
                    acknowledged.add(subject);
                }
            }
        }
    }

    private static Toll count(
            Program program,
            ConcurrentLinkedQueue<String> acknowledged,
            ConcurrentLinkedQueue<String> said,
            KillMail mails,
            Duration longest)
            throws SQLException {
        try (var connection = program.database().connect()) {
            long lost =
                    missing(connection, acknowledged.stream().toList(), "select subject from cases")
                            + missing(
                                    connection,
                                    said.stream().toList(),
                                    "select text from message where direction = 'note'")
                            + missing(connection, mails.acknowledged(), KillMail.THERE);
            double twice =
                    TimersBench.number(
                                    connection,
                                    "select coalesce(sum(n - 1), 0) from (select count(*) n from cases where channel = 'web' group by subject) s")
                            + TimersBench.number(
                                    connection,
                                    "select coalesce(sum(n - 1), 0) from (select count(*) n from message where direction = 'note' group by text) s")
                            + TimersBench.number(connection, KillMail.TWICE);
            double forgotten =
                    TimersBench.number(
                            connection,
                            """
                            select count(*) from cases c where not exists (
                                select 1 from promise p join timer t on t.subject = p.id and t.kind = 'promise'
                                 where p.case_id = c.id and p.kind = 'reply')
                            """);
            return new Toll(
                    acknowledged.size() + said.size(),
                    mails.acknowledged().size(),
                    lost,
                    (long) twice,
                    (long) forgotten,
                    longest);
        }
    }

    private static long missing(java.sql.Connection connection, List<String> wanted, String sql)
            throws SQLException {
        var there = new java.util.HashSet<String>();
        try (var query = connection.createStatement();
                var row = query.executeQuery(sql)) {
            while (row.next()) {
                there.add(row.getString(1));
            }
        }
        return wanted.stream().filter(subject -> !there.contains(subject)).count();
    }
}
