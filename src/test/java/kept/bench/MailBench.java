package kept.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// How fast mail becomes cases: what comes in by SMTP, and an old mailbox; and what memory that leaves held. CPU is that of
/// the program and its database together, on the same cores as the senders.
final class MailBench {
    private static final int CONNECTIONS = 8;
    private static final int WARM = 6_000;
    private static final int MAILS = 6_000;
    private static final int OLD = 12_000;
    private static final int ROWS = 200_000;

    private MailBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var program = Program.start(folder)) {
            Thread.sleep(Duration.ofSeconds(10));
            results.add("JVM resident, idle", Memory.resident(program.pid()), "MB", "<= 350");
            results.add("JVM, idle (PSS)", Memory.ofProgram(program.pid()), "MB", "");
            results.add("PostgreSQL, idle (PSS)", Memory.ofDatabase(folder), "MB", "");
            bySmtp(program, folder, "warm", WARM, null);
            for (int round = 1; round <= 3; round++) {
                bySmtp(program, folder, "round" + round, MAILS, results);
            }
            results.add("JVM, after load (PSS)", Memory.ofProgram(program.pid()), "MB", "");
            results.add("PostgreSQL, after load (PSS)", Memory.ofDatabase(folder), "MB", "");
            results.add(
                    "everything, after load (PSS)",
                    Memory.ofProgram(program.pid()) + Memory.ofDatabase(folder),
                    "MB",
                    "<= 600");
            mbox(program, folder, results);
            promises(program, folder, results);
        }
    }

    private static void bySmtp(
            Program program,
            Path folder,
            String series,
            int count,
            @org.jspecify.annotations.Nullable Results results)
            throws Exception {
        var letters = new ArrayList<byte[]>();
        Instant now = Clock.systemUTC().instant();
        for (int i = 0; i < count; i++) {
            letters.add(Letters.letter(series, i, now));
        }
        try (var connection = program.database().connect()) {
            String answered =
                    """
                    select count(*) from incoming_mail m
                      join promise p on p.case_id = m.case_id and p.kind = 'reply'
                     where m.state = 'filed' and m.message_id like '<%s-%%'
                    """
                            .formatted(series);
            double cpuBefore = Memory.cpu(program.pid()) + Memory.cpuOfDatabase(folder);
            long begun = System.nanoTime();
            send(program, letters);
            double acknowledged = (System.nanoTime() - begun) / 1e9;
            while (TimersBench.number(
                            connection,
                            "select exists (select 1 from incoming_mail where state = 'waiting')::int")
                    > 0) {
                Thread.sleep(20);
            }
            double filed = (System.nanoTime() - begun) / 1e9;
            double cpu = Memory.cpu(program.pid()) + Memory.cpuOfDatabase(folder) - cpuBefore;
            double cases = TimersBench.number(connection, answered);
            if (results != null) {
                String at = ", " + series;
                results.add("SMTP acknowledged" + at, count / acknowledged, "/s", "");
                results.add("SMTP to case with promise" + at, count / filed, "/s", ">= 300");
                results.add("not a case with promise" + at, count - cases, "", "0");
                results.add("CPU of a mail" + at, 1000 * cpu / count, "ms", "");
            }
        }
    }

    private static void send(Program program, List<byte[]> letters) throws InterruptedException {
        var next = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int c = 0; c < CONNECTIONS; c++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try (var sender = program.mailSender()) {
                                    for (int i = next.getAndIncrement();
                                            i < letters.size();
                                            i = next.getAndIncrement()) {
                                        sender.send(Letters.HOUSE, letters.get(i));
                                    }
                                } catch (IOException e) {
                                    System.err.println("error: " + e);
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private static void mbox(Program program, Path folder, Results results) throws Exception {
        var file = folder.resolveSibling("old.mbox");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Letters.mbox(out, OLD, Clock.systemUTC().instant());
        }
        var empty = Files.writeString(folder.resolveSibling("empty.mbox"), "");
        double start = seconds(program, "mbox", empty);
        double whole = seconds(program, "mbox", file);
        results.add("import mbox of 12,000 with its start", whole, "s", "");
        results.add("import mbox without its start", OLD / (whole - start), "/s", ">= 500");
        try (var connection = program.database().connect()) {
            results.add(
                    "imported letters that are not on a case",
                    OLD
                            - TimersBench.number(
                                    connection,
                                    "select count(*) from incoming_mail where written_at is not null and state = 'filed'"),
                    "",
                    "0");
            results.add(
                    "promises to imported letters",
                    TimersBench.number(
                            connection,
                            "select count(*) from promise p join incoming_mail m on m.case_id = p.case_id where m.written_at is not null"),
                    "",
                    "0");
        }
        results.add("the same again", seconds(program, "mbox", file), "s", "");
        Files.delete(file);
        Files.delete(empty);
    }

    private static void promises(Program program, Path folder, Results results) throws Exception {
        var file = folder.resolveSibling("promises.csv");
        String header = "external_id,customer,unit,kind,given_at,due_at,closed_at,outcome\n";
        try (var out = Files.newBufferedWriter(file)) {
            out.write(header);
            var first = Instant.parse("2024-01-01T08:00:00Z");
            for (int i = 0; i < ROWS; i++) {
                var given = first.plusSeconds(60L * i);
                out.write(
                        "p%d,c%d,unit%d,visit,%s,%s,%s,\n"
                                .formatted(
                                        i,
                                        i % 5_000,
                                        i % 8,
                                        given,
                                        given.plusSeconds(86_400),
                                        given.plusSeconds(40_000 + i % 90_000)));
            }
        }
        var empty = Files.writeString(folder.resolveSibling("empty.csv"), header);
        double start = seconds(program, "promises", empty);
        double whole = seconds(program, "promises", file);
        results.add("import promises without its start", ROWS / (whole - start), "/s", "");
        Files.delete(file);
        Files.delete(empty);
    }

    private static double seconds(Program program, String what, Path file)
            throws IOException, InterruptedException, SQLException {
        long begun = System.nanoTime();
        program.runs("import", what, file.toString());
        return (System.nanoTime() - begun) / 1e9;
    }
}
