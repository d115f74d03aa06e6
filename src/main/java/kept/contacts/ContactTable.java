package kept.contacts;

import static kept.database.Times.at;
import static kept.database.Times.atOrNull;
import static kept.database.Times.utc;
import static kept.database.Times.utcOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kept.journal.ChainHead;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ContactTable {
    private static final String SELECT =
            """
            select c.id, c.direction, c.line, c.number, c.display, c.customer, c.case_id, c.queue, c.state, c.place, c.agent,
                   c.priority, c.priority_why, c.arrived_at, c.entered_at, c.waiting_since, c.talked_at, c.since, c.ended_at,
                   c.told_wait, c.hold_reason, c.hold_until, c.outcome, c.wrap_up, c.follows, c.attempt, c.tries, c.next_try_at,
                   c.promise, c.host, c.version, c.position, c.head, c.synthetic
              from contact c
            """;

    private final JdbcClient jdbc;

    ContactTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if the same call back is already owed.
    boolean insert(Contact contact) {
        return jdbc.sql(
                                """
                                insert into contact (id, direction, line, number, display, customer, case_id, queue, state, place, agent,
                                                     priority, priority_why, arrived_at, entered_at, waiting_since, talked_at, since, ended_at,
                                                     told_wait, hold_reason, hold_until, outcome, wrap_up, follows, attempt, tries, next_try_at,
                                                     promise, host, version, position, head, synthetic)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                    on conflict (follows, attempt) do nothing
                                """)
                        .params(values(contact))
                        .update()
                == 1;
    }

    /// False if another moved it first.
    boolean update(Contact contact, int before) {
        var all = new ArrayList<>(values(contact));
        all.add(contact.id());
        all.add(before);
        return jdbc.sql(
                                """
                                update contact set (id, direction, line, number, display, customer, case_id, queue, state, place, agent,
                                                     priority, priority_why, arrived_at, entered_at, waiting_since, talked_at, since, ended_at,
                                                     told_wait, hold_reason, hold_until, outcome, wrap_up, follows, attempt, tries, next_try_at,
                                                     promise, host, version, position, head, synthetic)
                                 = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                 where id = ? and version = ?
                                """)
                        .params(all)
                        .update()
                == 1;
    }

    private static List<@Nullable Object> values(Contact c) {
        var told = c.clocks().toldWait();
        return Arrays.<@Nullable Object>asList(
                c.id(),
                c.party().outgoing() ? "out" : "in",
                c.party().line(),
                c.party().number(),
                c.party().display(),
                c.party().customer(),
                c.party().onCase(),
                c.spot().queue(),
                c.state().word(),
                c.spot().place(),
                c.spot().agent(),
                c.spot().priority(),
                c.spot().priorityWhy(),
                utc(c.clocks().arrivedAt()),
                utcOrNull(c.clocks().enteredAt()),
                utcOrNull(c.clocks().waitingSince()),
                utcOrNull(c.clocks().talkedAt()),
                utc(c.clocks().since()),
                utcOrNull(c.clocks().endedAt()),
                told == null ? null : (int) told.toSeconds(),
                c.spot().holdReason(),
                utcOrNull(c.spot().holdUntil()),
                c.spot().outcome(),
                c.spot().wrapUp(),
                c.debt().follows(),
                c.debt().attempt(),
                c.debt().tries(),
                utcOrNull(c.debt().nextTryAt()),
                c.debt().promise(),
                c.host(),
                c.version(),
                c.head().position(),
                c.head().hash(),
                c.party().synthetic());
    }

    Optional<Contact> find(UUID id) {
        return jdbc.sql(SELECT + " where c.id = ?")
                .param(id)
                .query((row, _) -> contact(row))
                .optional();
    }

    /// The same, held until the transaction ends.
    Optional<Contact> hold(UUID id) {
        return jdbc.sql(SELECT + " where c.id = ? for update of c")
                .param(id)
                .query((row, _) -> contact(row))
                .optional();
    }

    List<Contact> byIds(List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + " where c.id in (:ids)")
                        .param("ids", ids)
                        .query((row, _) -> contact(row))
                        .list();
    }

    /// Whether somebody with this number ever talked with one of us.
    boolean everTalked(String number) {
        return jdbc.sql(
                        "select exists (select 1 from contact where number = ? and talked_at is not null)")
                .param(number)
                .query(Boolean.class)
                .single();
    }

    /// How many calls to this number we came to owe since a time.
    int owedTo(String number, Instant since) {
        return jdbc.sql(
                        "select count(*) from contact where number = ? and direction = 'out' and follows is not null and arrived_at >= ?")
                .param(number)
                .param(utc(since))
                .query(Integer.class)
                .single();
    }

    /// How often an agent rang a number since a time that nobody took.
    int dialledInVain(String number, Instant since) {
        return jdbc.sql(
                        """
                        select count(*) from contact
                         where number = ? and direction = 'out' and arrived_at >= ?
                           and promise is null and follows is null and talked_at is null
                        """)
                .param(number)
                .param(utc(since))
                .query(Integer.class)
                .single();
    }

    /// How many calls we came to owe since a time, by this line, to numbers that never talked with us.
    int owedToStrangers(String line, Instant since) {
        return jdbc.sql(
                        """
                        select count(*) from contact c
                         where line = ? and direction = 'out' and follows is not null and arrived_at >= ?
                           and not exists (select 1 from contact t
                                            where t.number = c.number and t.talked_at is not null)
                        """)
                .param(line)
                .param(utc(since))
                .query(Integer.class)
                .single();
    }

    /// All who wait on a line, and the calls that we owe and may make by now.
    List<Contact> waiting(Instant now) {
        return jdbc.sql(
                        SELECT
                                + " where (c.state = 'queued' and not c.synthetic) or (c.state = 'callbackOwed' and c.next_try_at <= ?)")
                .param(utc(now))
                .query((row, _) -> contact(row))
                .list();
    }

    /// All calls that we owe.
    List<Contact> owed() {
        return jdbc.sql(SELECT + " where c.state = 'callbackOwed' order by c.next_try_at")
                .query((row, _) -> contact(row))
                .list();
    }

    List<Contact> live() {
        return jdbc.sql(
                        SELECT
                                + " where c.ended_at is null and c.state <> 'callbackOwed' and not c.synthetic order by c.arrived_at")
                .query((row, _) -> contact(row))
                .list();
    }

    /// Live ones of programs whose lease has run out.
    List<Contact> left(Instant now) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where c.ended_at is null and c.state <> 'callbackOwed'
                                   and not exists (select 1 from host h where h.id = c.host and h.lives_until > ?)
                                """)
                .param(utc(now))
                .query((row, _) -> contact(row))
                .list();
    }

    void renew(UUID host, Instant until) {
        jdbc.sql(
                        """
                        insert into host (id, lives_until) values (?, ?)
                            on conflict (id) do update set lives_until = excluded.lives_until
                        """)
                .params(host, utc(until))
                .update();
    }

    void forgetHosts(Instant before) {
        jdbc.sql("delete from host where lives_until < ?").param(utc(before)).update();
    }

    /// The last ones with this number, newest first.
    List<Contact> ofNumber(String number, Instant since, int most) {
        return jdbc.sql(
                        SELECT
                                + " where c.number = ? and c.arrived_at >= ? order by c.arrived_at desc limit ?")
                .params(number, utc(since), most)
                .query((row, _) -> contact(row))
                .list();
    }

    List<Contact> ofCustomer(UUID customer, int most) {
        return jdbc.sql(SELECT + " where c.customer = ? order by c.arrived_at desc limit ?")
                .params(customer, most)
                .query((row, _) -> contact(row))
                .list();
    }

    List<Contact> ofCase(UUID onCase) {
        return jdbc.sql(SELECT + " where c.case_id = ? order by c.arrived_at")
                .param(onCase)
                .query((row, _) -> contact(row))
                .list();
    }

    List<Contact> ofAgent(UUID agent, int most) {
        return jdbc.sql(
                        SELECT
                                + " where c.agent = ? and c.talked_at is not null order by c.arrived_at desc limit ?")
                .params(agent, most)
                .query((row, _) -> contact(row))
                .list();
    }

    /// When people of a queue last got somebody to talk with.
    List<Instant> answeredLately(UUID queue, Instant since, int most) {
        return jdbc.sql(
                        "select talked_at from contact where queue = ? and talked_at >= ? order by talked_at desc limit ?")
                .params(queue, utc(since), most)
                .query((row, _) -> at(row, 1))
                .list();
    }

    List<Contact> endedSince(State state, Instant since) {
        return jdbc.sql(SELECT + " where c.state = ? and c.ended_at >= ? and not c.synthetic")
                .params(state.word(), utc(since))
                .query((row, _) -> contact(row))
                .list();
    }

    List<Contact> arrivedSince(Instant since) {
        return jdbc.sql(
                        SELECT
                                + " where c.arrived_at >= ? and not c.synthetic order by c.arrived_at")
                .param(utc(since))
                .query((row, _) -> contact(row))
                .list();
    }

    /// Those who called a line since a time, oldest first.
    List<Contact> ofLine(String line, Instant since, Instant until) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where c.line = ? and c.arrived_at >= ? and c.arrived_at < ? and c.direction = 'in' and not c.synthetic
                                 order by c.arrived_at limit 2000
                                """)
                .params(line, utc(since), utc(until))
                .query((row, _) -> contact(row))
                .list();
    }

    List<WrapUpReason> wrapUpReasons() {
        return jdbc.sql(
                        "select code, key, words from wrap_up_reason where key is not null order by (key + 9) % 10")
                .query((row, _) ->
                        new WrapUpReason(row.getString(1), row.getInt(2), row.getString(3)))
                .list();
    }

    /// Each contact's stream and the end it knows.
    void eachHead(java.util.function.BiConsumer<UUID, ChainHead> reader) {
        jdbc.sql("select id, position, head from contact")
                .query(row -> {
                    reader.accept(
                            row.getObject(1, UUID.class),
                            new ChainHead(row.getInt(2), row.getBytes(3)));
                });
    }

    private static Contact contact(ResultSet row) throws SQLException {
        int told = row.getInt(20);
        var toldWait = row.wasNull() ? null : Duration.ofSeconds(told);
        return new Contact(
                row.getObject(1, UUID.class),
                new Contact.Party(
                        row.getString(2).equals("out"),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, UUID.class),
                        row.getObject(7, UUID.class),
                        row.getBoolean(34)),
                State.of(row.getString(9)),
                new Contact.Spot(
                        row.getObject(8, UUID.class),
                        row.getString(10),
                        row.getObject(11, UUID.class),
                        row.getInt(12),
                        row.getString(13),
                        row.getString(21),
                        atOrNull(row, 22),
                        row.getString(23),
                        row.getString(24)),
                new Contact.Clocks(
                        at(row, 14),
                        atOrNull(row, 15),
                        atOrNull(row, 16),
                        atOrNull(row, 17),
                        at(row, 18),
                        atOrNull(row, 19),
                        toldWait),
                new Contact.Debt(
                        row.getObject(25, UUID.class),
                        row.getInt(26),
                        row.getInt(27),
                        atOrNull(row, 28),
                        row.getObject(29, UUID.class)),
                row.getObject(30, UUID.class),
                row.getInt(31),
                new ChainHead(row.getInt(32), row.getBytes(33)));
    }
}
