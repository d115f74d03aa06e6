package kept.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import kept.database.DatabaseUrl;

/// How fast cases are opened by the API, beside the rate at which the same database takes the same rows from a bare loop.
final class CasesBench {
    private static final Duration WARM = Duration.ofSeconds(15);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final String TEXT =
            "The washing machine you brought on Tuesday leaks at the back, and the invoice names another model. "
                    + "Could you send somebody this week, and tell me before you come? I am at home after four.";

    private CasesBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var program = Program.start(folder)) {
            String customer = customer(program);
            Load.of(8, WARM, _ -> opening(program, customer));
            var bare = new Bare(program.database());
            Load.of(8, Duration.ofSeconds(3), _ -> bare.client());
            for (int clients : new int[] {1, 8, 32}) {
                // in turns, so that what else the machine does falls on both
                var a = Load.of(clients, LENGTH, _ -> opening(program, customer));
                var rows = Load.of(clients, LENGTH, _ -> bare.client());
                var b = Load.of(clients, LENGTH, _ -> opening(program, customer));
                String at = " at " + clients + (clients == 1 ? " client" : " clients");
                results.add(
                        "case by API" + at,
                        clients == 8 ? worse(a, b) : a,
                        clients == 8 ? "<= 50" : "");
                results.add("the same rows from a bare loop" + at, rows, "");
                results.add(
                        "API of bare" + at,
                        100 * (a.rate() + b.rate()) / 2 / rows.rate(),
                        "%",
                        clients == 1 ? "" : ">= 50");
            }
        }
    }

    private static Load worse(Load a, Load b) {
        return a.p99() > b.p99() ? a : b;
    }

    static String customer(Program program) throws IOException {
        try (var caller = program.caller()) {
            return field(
                    caller.post(
                            "/api/v1/customers", "{\"name\": \"Bo\", \"kind\": \"person\"}", ""),
                    "id");
        }
    }

    static String field(Caller.Answer answer, String name) throws IOException {
        var found = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(answer.body());
        if (answer.status() >= 300 || !found.find()) {
            throw new IOException(answer.status() + " " + answer.body());
        }
        return found.group(1);
    }

    private static Load.Work opening(Program program, String customer) {
        var caller = program.caller();
        String body =
                """
                {"customerId": "%s", "subject": "Washing machine leaks", "text": "%s", "channel": "web"}\
                """
                        .formatted(customer, TEXT);
        return () -> caller.post("/api/v1/cases", body, "").status() == 201;
    }

    /// The rows of a case, as the API writes them, by one prepared statement and one commit.
    private static final class Bare {
        private static final AtomicLong NUMBER = new AtomicLong(1_000_000_000);
        private static final String SQL =
                """
                with c as (insert into cases (id, number, customer_id, subject, channel, state, our_move, unit, owner, priority,
                        tags, created_at, updated_at, version, head)
                    select ?, ?, customer_id, subject, channel, state, our_move, unit, owner, priority, tags, created_at,
                        updated_at, version, head from model_case),
                m as (insert into message (id, case_id, direction, author, author_name, address, subject, text, folded, html,
                        channel, proven, mail_id, at)
                    select ?, ?, direction, author, author_name, address, subject, text, folded, html, channel, proven,
                        mail_id, at from model_message),
                p as (insert into promise (id, chain, level, case_id, customer_id, kind, said_text, salt, giver, channel, owner,
                        unit, visibility, given_at, first_due, due, remind_at, risk_at, state, wake_at, version, head)
                    select ?, ?, level, ?, customer_id, kind, said_text, salt, giver, channel, owner, unit, visibility,
                        given_at, first_due, due, remind_at, risk_at, state, wake_at, version, head from model_promise),
                t as (insert into timer (kind, subject, due_at) values ('bench', ?, ?)),
                j as (insert into journal (stream, position, kind, actor, at, body, hash)
                    select case when kind like 'case%' then ?::uuid else ?::uuid end, 1, kind, actor, at, body, hash
                      from model_journal)
                select 1
                """;

        private final DatabaseUrl url;

        Bare(DatabaseUrl url) throws SQLException {
            this.url = url;
            try (var connection = url.connect();
                    var make = connection.createStatement()) {
                make.execute(
                        "create table model_case as select * from cases order by number desc limit 1");
                make.execute(
                        "create table model_message as select * from message where case_id = (select id from model_case)");
                make.execute(
                        "create table model_promise as select * from promise where case_id = (select id from model_case)");
                make.execute(
                        "create table model_journal as select * from journal where position = 1 and stream in (select id from model_case union select id from model_promise)");
                make.execute("analyze model_case, model_message, model_promise, model_journal");
            }
        }

        Load.Work client() {
            try {
                var connection = url.connect();
                var insert = connection.prepareStatement(SQL);
                return () -> write(connection, insert);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean write(Connection connection, java.sql.PreparedStatement insert)
                throws SQLException {
            var now = java.time.Clock.systemUTC().instant();
            UUID theCase = kept.kernel.Ids.at(now);
            UUID promise = kept.kernel.Ids.at(now);
            insert.setObject(1, theCase);
            insert.setLong(2, NUMBER.incrementAndGet());
            insert.setObject(3, kept.kernel.Ids.at(now));
            insert.setObject(4, theCase);
            insert.setObject(5, promise);
            insert.setObject(6, promise);
            insert.setObject(7, theCase);
            insert.setObject(8, promise);
            insert.setObject(9, OffsetDateTime.ofInstant(now.plusSeconds(100_000), ZoneOffset.UTC));
            insert.setObject(10, theCase);
            insert.setObject(11, promise);
            return insert.execute() && connection.getAutoCommit();
        }
    }
}
