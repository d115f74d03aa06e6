package kept.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// How late promises are called broken when many fall due together, and what a look at many waiting timers costs.
final class TimersBench {
    private static final int COUNT = 10_000;
    private static final String TAKE =
            """
            with due as materialized (
                select kind, subject from timer where due_at <= ? order by due_at limit ? for update skip locked)
            delete from timer t using due where t.kind = due.kind and t.subject = due.subject
            returning t.kind, t.subject, t.due_at
            """;

    private TimersBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var program = Program.start(folder)) {
            // time for all of them to be given before the first falls due
            Instant minute = Clock.systemUTC().instant().plusSeconds(60);
            lateness(
                    program,
                    results,
                    "10,000 in one minute",
                    "minute",
                    i -> minute.plusMillis(6L * i),
                    true);
            Instant moment = Clock.systemUTC().instant().plusSeconds(45);
            lateness(program, results, "10,000 at one instant", "instant", _ -> moment, false);
            waiting(program, results);
        }
    }

    private static void lateness(
            Program program,
            Results results,
            String what,
            String kind,
            IntFunction<Instant> due,
            boolean bars)
            throws Exception {
        var next = new AtomicInteger();
        Load.of(
                8,
                Duration.ofSeconds(40),
                _ -> {
                    var caller = program.caller();
                    return () -> {
                        int i = next.getAndIncrement();
                        if (i >= COUNT) {
                            Thread.sleep(100);
                            return true;
                        }
                        return caller.post(
                                                "/api/v1/promises",
                                                "{\"kind\": \"%s\", \"saidText\": \"We call you back.\", \"dueAt\": \"%s\"}"
                                                        .formatted(kind, due.apply(i)),
                                                "")
                                        .status()
                                == 201;
                    };
                });
        // broken_at is the moment at which the word was broken; when Kept noticed stands in the
        // journal
        String broken =
                "select j.at, p.due from promise p join journal j on j.stream = p.id and j.kind = 'promise.broken' where p.kind = '%s'"
                        .formatted(kind);
        try (var connection = program.database().connect()) {
            while (number(
                            connection,
                            "select count(*) from promise where broken_at is null and kind = '"
                                    + kind
                                    + "'")
                    > 0) {
                Thread.sleep(500);
            }
            results.add(
                    what + ": given",
                    number(connection, "select count(*) from promise where kind = '" + kind + "'"),
                    "",
                    "10000");
            for (double share : new double[] {0.5, 0.99, 1}) {
                results.add(
                        what + ": late " + (share == 1 ? "max" : "p" + (int) (share * 100)),
                        number(
                                connection,
                                "select extract(epoch from percentile_disc(%s) within group (order by at - due)) * 1000 from (%s) b"
                                        .formatted(share, broken)),
                        "ms",
                        bars && share == 0.99 ? "<= 2000" : "");
            }
            results.add(
                    what + ": early",
                    number(
                            connection,
                            "select count(*) from (%s) b where at < due".formatted(broken)),
                    "",
                    "0");
        }
    }

    private static void waiting(Program program, Results results) throws Exception {
        try (var connection = program.database().connect();
                var fill = connection.createStatement()) {
            fill.execute(
                    "insert into timer (kind, subject, due_at) select 'promise', gen_random_uuid(), clock_timestamp() + interval '1 day' + i * interval '1 second' from generate_series(1, 1000000) i");
            fill.execute("vacuum analyze timer");
            // what the filling left to write is not what a poll costs
            fill.execute("checkpoint");
            int first = 20;
            long[] polls = new long[first + 500];
            try (var take = connection.prepareStatement(TAKE);
                    var next =
                            connection.prepareStatement(
                                    "select due_at from timer order by due_at limit 1")) {
                for (int i = 0; i < polls.length; i++) {
                    long before = System.nanoTime();
                    take.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
                    take.setInt(2, 50);
                    take.executeQuery();
                    next.executeQuery();
                    polls[i] = System.nanoTime() - before;
                }
            }
            // the first ones are planned anew each time, which a running program has behind it
            polls = Arrays.copyOfRange(polls, first, polls.length);
            Arrays.sort(polls);
            results.add("1,000,000 waiting: a poll, p50", Load.at(polls, 0.5), "ms", "<= 5");
            results.add("1,000,000 waiting: a poll, p99", Load.at(polls, 0.99), "ms", "<= 5");
        }
    }

    static double number(Connection connection, String sql) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
