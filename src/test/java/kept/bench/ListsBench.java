package kept.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Lists, pages and search in a house of 100,000 cases.
final class ListsBench {
    private static final int CASES = 100_000;
    private static final Duration WARM = Duration.ofSeconds(6);
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private ListsBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var program = Program.start(folder)) {
            long begun = System.nanoTime();
            fill(program);
            results.add(
                    "filling 100,000 cases, 200,000 messages",
                    (System.nanoTime() - begun) / 1e9,
                    "s",
                    "");
            var ids = ids(program);
            String cookie = signIn(program);
            api(
                    program,
                    results,
                    "list of 25 by API",
                    List.of("/api/v1/cases?state=open"),
                    "<= 20");
            page(program, results, "list page", cookie, List.of("/cases"), "<= 20");
            api(program, results, "case by API", ids, "");
            page(program, results, "case page", cookie, numbers(), "<= 30");
            api(
                    program,
                    results,
                    "search, rare word",
                    List.of("/api/v1/cases?q=zebrafish"),
                    "<= 50");
            api(
                    program,
                    results,
                    "search, common word",
                    List.of("/api/v1/cases?q=invoice"),
                    "<= 50");
            api(
                    program,
                    results,
                    "search, two words",
                    List.of("/api/v1/cases?q=invoice+delivery"),
                    "<= 50");
            page(program, results, "today", cookie, List.of("/"), "");
        }
    }

    private static void api(
            Program program, Results results, String what, List<String> paths, String bar)
            throws Exception {
        measure(results, what, () -> program.caller(), paths, bar);
    }

    private static void page(
            Program program,
            Results results,
            String what,
            String cookie,
            List<String> paths,
            String bar)
            throws Exception {
        measure(results, what, () -> program.caller().withCookie(cookie), paths, bar);
    }

    private static void measure(
            Results results,
            String what,
            java.util.function.Supplier<Caller> callers,
            List<String> paths,
            String bar)
            throws Exception {
        Load.of(8, WARM, _ -> getting(callers.get(), paths));
        results.add(
                what + " at 8 clients",
                Load.of(8, LENGTH, _ -> getting(callers.get(), paths)),
                bar);
    }

    private static Load.Work getting(Caller caller, List<String> paths) {
        return () ->
                caller.get(paths.get(ThreadLocalRandom.current().nextInt(paths.size()))).status()
                        == 200;
    }

    static String signIn(Program program) throws IOException {
        try (var caller = program.caller().withCookie("none=1")) {
            var answer =
                    caller.post(
                            "/sign-in",
                            "application/x-www-form-urlencoded",
                            "email=%s&password=%s"
                                    .formatted(
                                            URLEncoder.encode(
                                                    Program.EMAIL, StandardCharsets.UTF_8),
                                            URLEncoder.encode(
                                                    Program.PASSWORD, StandardCharsets.UTF_8)),
                            "");
            for (String line : answer.head().split("\n", -1)) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("set-cookie:")) {
                    return line.substring(11).replaceAll(";.*", "").strip();
                }
            }
            throw new IOException("signing in answered " + answer.status());
        }
    }

    private static List<String> numbers() {
        var paths = new ArrayList<String>();
        for (int i = 1; i <= 500; i++) {
            paths.add("/cases/" + (2_000_000 + i * 199));
        }
        return paths;
    }

    private static List<String> ids(Program program) throws SQLException {
        var paths = new ArrayList<String>();
        try (var connection = program.database().connect();
                var query = connection.createStatement();
                var row =
                        query.executeQuery(
                                "select id from cases where number % 199 = 0 limit 500")) {
            while (row.next()) {
                paths.add("/api/v1/cases/" + row.getString(1));
            }
        }
        return paths;
    }

    /// A house as after a few months, its ids in the order of time as ours are: every tenth case open, some words in every fifth message, one in five thousand.
    static void fill(Program program) throws SQLException {
        try (var connection = program.database().connect();
                var sql = connection.createStatement()) {
            sql.execute("set synchronous_commit = off");
            sql.execute(
                    """
                    create temporary table made as
                    select i, uuidv7(ago) as id, uuidv7(ago) as promise, uuidv7(ago) as customer,
                           clock_timestamp() + ago as at, i %% 10 = 0 as open
                      from (select i, (i - %1$d) * interval '2 minutes' as ago from generate_series(1, %1$d) i) told
                    """
                            .formatted(CASES));
            sql.execute(
                    """
                    insert into customer (id, name, kind, locale, zone, created_at)
                    select customer, 'Customer ' || i, 'person', 'en', 'UTC', at from made
                    """);
            sql.execute(
                    """
                    insert into cases (id, number, customer_id, subject, channel, state, our_move, unit, owner, priority, tags,
                           created_at, updated_at, resolved_at, version, head)
                    select id, 2000000 + i, customer, 'Question ' || i, 'web', case when open then 'open' else 'resolved' end,
                           open and i % 20 = 0, (select id from unit limit 1),
                           case when i % 3 = 0 then (select id from person limit 1) end, 'normal', '{}', at, at,
                           case when open then null else at end, 1, decode(repeat('00', 32), 'hex') from made
                    """);
            sql.execute(
                    """
                    insert into message (id, case_id, direction, author, author_name, subject, text, channel, at)
                    select uuidv7(at - clock_timestamp()), id, d, 'bench', 'Customer ' || i, 'Question ' || i,
                           'Good morning, this is about what was said on the phone. '
                           || case when i % 5 = 0 then 'The invoice is not right. ' else '' end
                           || case when i % 7 = 0 then 'The delivery came late. ' else '' end
                           || case when i % 5000 = 0 then 'A zebrafish was in the box. ' else '' end
                           || 'word' || i % 9973 || ' word' || i % 7919 || ' and thank you for looking at it soon.',
                           'web', at
                      from made, (values ('inbound'), ('outbound')) directions (d)
                    """);
            sql.execute(
                    """
                    insert into promise (id, chain, level, case_id, customer_id, kind, said_text, salt, giver, channel, owner,
                           unit, visibility, given_at, first_due, due, risk_at, state, ended_at, version, head)
                    select promise, promise, 0, id, customer, 'reply', 'We answer.', decode(repeat('00', 16), 'hex'), 'kept',
                           'rule', (select id from person limit 1), (select id from unit limit 1), 'internal', at,
                           at + interval '300 days', at + interval '300 days', at + interval '299 days',
                           case when open then 'given' else 'kept' end, case when open then null else at end, 1,
                           decode(repeat('00', 32), 'hex') from made
                    """);
            sql.execute("vacuum analyze");
        }
    }
}
