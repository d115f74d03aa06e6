package kept.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// The check of a date in a house with a million past promises, of 20 units and 50 kinds.
final class CheckBench {
    private static final int KINDS = 50;
    private static final int UNITS = 20;

    private CheckBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var program = Program.start(folder)) {
            fill(program);
            long begun = System.nanoTime();
            if (!check(program.caller(), 0)) {
                throw new IllegalStateException("The first check was not answered.");
            }
            results.add("first check of a kind", (System.nanoTime() - begun) / 1e6, "ms", "");
            Load.of(8, Duration.ofSeconds(8), _ -> checking(program.caller()));
            results.add(
                    "check at 8 clients, 1,000,000 past promises, 50 kinds",
                    Load.of(8, Duration.ofSeconds(15), _ -> checking(program.caller())),
                    "<= 5");
            results.add(
                    "check at 8 clients, 1,000 checks a second together",
                    Load.of(
                            8,
                            Duration.ofSeconds(15),
                            Duration.ofMillis(8),
                            _ -> checking(program.caller())),
                    "<= 5");
            Load.of(1, Duration.ofSeconds(1), _ -> checking(program.caller()));
            results.add(
                    "check at 1 client",
                    Load.of(1, Duration.ofSeconds(10), _ -> checking(program.caller())),
                    "<= 5");
            record(program, results);
        }
    }

    /// The page of what is promised and achieved, of 1,000 units and kinds: once as after a start, then again and again.
    private static void record(Program program, Results results) throws Exception {
        String cookie = ListsBench.signIn(program);
        try (var caller = program.caller().withCookie(cookie)) {
            long begun = System.nanoTime();
            if (caller.get("/reports/record").status() != 200) {
                throw new IllegalStateException("The record was not answered.");
            }
            results.add(
                    "promised and achieved, 1,000 units and kinds: first look after a start",
                    (System.nanoTime() - begun) / 1e6,
                    "ms",
                    "");
        }
        results.add(
                "promised and achieved, 1,000 units and kinds, 1 client",
                Load.of(
                        1,
                        Duration.ofSeconds(5),
                        _ -> {
                            var caller = program.caller().withCookie(cookie);
                            return () -> caller.get("/reports/record").status() == 200;
                        }),
                "<= 300");
    }

    private static Load.Work checking(Caller caller) {
        return () -> check(caller, ThreadLocalRandom.current().nextInt(KINDS));
    }

    private static boolean check(Caller caller, int kind) throws IOException {
        var answer =
                caller.post(
                        "/api/v1/promises/check",
                        "{\"kind\":\"kind %d\",\"dueAt\":\"%s\"}"
                                .formatted(kind, Instant.now().plus(Duration.ofDays(3))),
                        "");
        return answer.status() == 200 && answer.body().contains("\"probability\":0.");
    }

    /// The first unit is the one that a check without a unit means.
    private static void fill(Program program) throws SQLException {
        try (var connection = program.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into past_promise (external_id, customer, unit, kind, given_at, due_at, closed_at, outcome)
                    select 'p' || i, 'c' || i %% 5000,
                           case when i / %2$d %% %1$d = 0 then (select name from unit order by id limit 1) else 'unit ' || i / %2$d %% %1$d end,
                           'kind ' || i %% %2$d, given, given + interval '3 days', closed,
                           case when closed is null then 'open' when closed > given + interval '3 days' then 'keptLate' else 'kept' end
                      from (select i, given, case when random() < 0.9 then given - ln(random()) * interval '50 hours' end as closed
                              from (select i, now() - interval '60 days' - i * interval '30 seconds' as given
                                      from generate_series(1, 1000000) i) g) p
                    """
                            .formatted(UNITS, KINDS));
            statement.execute("analyze past_promise");
        }
    }
}
