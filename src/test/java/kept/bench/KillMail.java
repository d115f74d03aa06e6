package kept.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Mail servers that go on sending while the program is killed, and send again what they never saw acknowledged.
final class KillMail {
    /// The ids of mails that are one message on a case with its reply promise, or wait for a person.
    static final String THERE =
            """
            select m.message_id from incoming_mail m
             where m.state in ('aside', 'unreadable')
                or (m.state = 'filed'
                    and (select count(*) from message a where a.mail_id = m.id and a.case_id = m.case_id) = 1
                    and exists (select 1 from promise p where p.case_id = m.case_id and p.kind = 'reply'))
            """;

    /// How many mails were kept or filed more than once.
    static final String TWICE =
            """
            select (select coalesce(sum(n - 1), 0) from (select count(*) n from incoming_mail group by message_id) s)
                 + (select coalesce(sum(n - 1), 0)
                      from (select count(*) n from message where mail_id is not null group by mail_id) s)
            """;

    private static final int SENDERS = 4;
    private static final Instant WRITTEN = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Mail> doubtful = new ConcurrentLinkedQueue<>();

    private record Mail(String series, int number) {
        String id() {
            return "<%s-%d@example.com>".formatted(series, number);
        }

        byte[] raw() {
            return Letters.letter(series, number, WRITTEN);
        }
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<Thread> send(Program program, int round, AtomicBoolean goOn) {
        var threads = new ArrayList<Thread>();
        for (int s = 0; s < SENDERS; s++) {
            String series = "kill" + round + "s" + s;
            threads.add(Thread.ofPlatform().start(() -> send(program, series, goOn)));
        }
        return threads;
    }

    private void send(Program program, String series, AtomicBoolean goOn) {
        int number = 0;
        try (var sender = program.mailSender()) {
            for (; goOn.get(); number++) {
                var mail = new Mail(series, number);
                sender.send(Letters.HOUSE, mail.raw());
                acknowledged.add(mail.id());
            }
        } catch (IOException _) {
            doubtful.add(new Mail(series, number));
        }
    }

    /// What a mail server does with a mail whose acknowledgement never came.
    void sendAgain(Program program) throws IOException {
        try (var sender = program.mailSender()) {
            for (var mail = doubtful.poll(); mail != null; mail = doubtful.poll()) {
                sender.send(Letters.HOUSE, mail.raw());
                acknowledged.add(mail.id());
            }
        }
    }

    void awaitFiling(Program program) throws SQLException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (var connection = program.database().connect()) {
            while (System.nanoTime() < until
                    && TimersBench.number(
                                    connection,
                                    "select count(*) from incoming_mail where state = 'waiting'")
                            > 0) {
                Thread.sleep(100);
            }
        }
    }
}
