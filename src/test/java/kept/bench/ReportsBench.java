package kept.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The word report of a house with a million promises of a year, in 20 units and 50 kinds; one in twenty was given
/// another time.
final class ReportsBench {
    private static final String BAR = "<= 300";

    private ReportsBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var program = Program.start(folder)) {
            fill(program);
            first(program, results);
            for (var by : new String[] {"unit", "kind", "giver", "channel"}) {
                measure(
                        program,
                        results,
                        "word report by " + by + ", all 1,000,000 promises",
                        366,
                        by);
            }
            measure(program, results, "word report by unit, 30 days of them", 30, "unit");
            String cookie = ListsBench.signIn(program);
            for (var sheet : new String[] {"morning", "evening"}) {
                results.add(
                        sheet + " sheet of the house",
                        Load.of(
                                1,
                                Duration.ofSeconds(5),
                                _ -> {
                                    var caller = program.caller().withCookie(cookie);
                                    return () -> caller.get("/reports/" + sheet).status() == 200;
                                }),
                        BAR);
            }
        }
    }

    /// The first one after a start reads the chains from the disk; those after it only what moved.
    private static void first(Program program, Results results) throws Exception {
        long began = System.nanoTime();
        program.caller().get(path(366, "unit"));
        results.add(
                "word report, the first of all 1,000,000 promises after a start",
                (System.nanoTime() - began) / 1e6,
                "ms",
                "");
    }

    private static void measure(Program program, Results results, String what, int days, String by)
            throws Exception {
        String path = path(days, by);
        results.add(
                what,
                Load.of(
                        1,
                        Duration.ofSeconds(10),
                        _ -> {
                            var caller = program.caller();
                            return () -> caller.get(path).status() == 200;
                        }),
                BAR);
    }

    private static String path(int days, String by) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return "/api/v1/reports/word?from=%s&to=%s&by=%s"
                .formatted(now.minus(Duration.ofDays(days)), now, by);
    }

    private static void fill(Program program) throws SQLException {
        try (var connection = program.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into unit (id, name, calendar_id, created_at)
                    select gen_random_uuid(), 'unit ' || i, (select id from calendar limit 1), now() from generate_series(2, 20) i
                    """);
            statement.execute(
                    """
                    create temp table made as
                    select gen_random_uuid() as id, gen_random_uuid() as next, i, i %% 20 = 7 as moved, random() as luck,
                           (select id from person limit 1) as person,
                           (select array_agg(id) from unit) as units,
                           now() - interval '20 seconds' - i * interval '31 seconds' as given
                      from generate_series(1, 950000) i
                    """
                            .replace("%%", "%"));
            statement.execute(
                    """
                    insert into promise (id, chain, level, previous, next, kind, said_text, salt, giver, channel, owner, unit, visibility,
                                         given_at, first_due, due, risk_at, state, warned_at, broken_at, delivered_at, ended_at, version, head)
                    select id, id, 0, null, case when moved then next end, 'kind ' || i % 50, 'You get it', decode(repeat('00', 16), 'hex'),
                           'giver ' || i % 200, (array['mail', 'web', 'phone', 'chat', 'api'])[1 + i % 5], person, units[1 + i % 20], 'customer',
                           given, given + interval '3 days', given + interval '3 days', given + interval '2 days',
                           case when moved then 'renegotiated' when luck < 0.8 then 'kept' when luck < 0.9 then 'keptLate' when luck < 0.97 then 'broken' else 'given' end,
                           case when luck > 0.85 then given + interval '2 days' end,
                           case when not moved and luck >= 0.8 and luck < 0.97 then given + interval '3 days' end,
                           case when not moved and luck < 0.8 then given + luck * interval '3 days' when not moved and luck < 0.9 then given + luck * interval '6 days' end,
                           case when moved or luck < 0.97 then given + interval '6 days' end, 3, decode(repeat('00', 32), 'hex')
                      from made
                    """);
            statement.execute(
                    """
                    insert into promise (id, chain, level, previous, kind, said_text, salt, giver, channel, owner, unit, visibility,
                                         given_at, first_due, due, risk_at, state, delivered_at, ended_at, version, head)
                    select next, id, 1, id, 'kind ' || i % 50, 'You get it', decode(repeat('00', 16), 'hex'),
                           'giver ' || i % 200, (array['mail', 'web', 'phone', 'chat', 'api'])[1 + i % 5], person, units[1 + i % 20], 'customer',
                           given + interval '2 days', given + interval '3 days', given + interval '5 days', given + interval '4 days',
                           'kept', given + interval '4 days', given + interval '4 days', 3, decode(repeat('00', 32), 'hex')
                      from made where moved
                    """);
            statement.execute("vacuum analyze promise");
        }
    }
}
