package kept.makegood;

import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import kept.journal.ChainHead;
import kept.kernel.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MakeGoodTable {
    private static final String POLICY =
            "select id, name, kind, unit, currency, fixed, days, amounts, working_days, cap, exclusions, payer, source, since from make_good_policy";
    private static final String MAKE_GOOD =
            "select id, chain, promise, customer_id, unit, payer, policy, name, late_from, state, currency, total, reason, evidence, paid_at, payment, since, version, head from make_good";
    private static final String ADDITION =
            """
            select a.id, a.make_good, a.minor, m.currency, a.reason, a.asked_by, a.asked_at, a.decided_by, a.granted, m.customer_id, m.chain
              from make_good_addition a join make_good m on m.id = a.make_good
            """;

    private final JdbcClient jdbc;

    MakeGoodTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // --- rules

    void insert(Policy p) {
        jdbc.sql(
                        """
                        insert into make_good_policy (id, name, kind, unit, currency, fixed, days, amounts, working_days, cap,
                               exclusions, payer, source, since)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        Arrays.asList(
                                p.id(),
                                p.name(),
                                p.kind(),
                                p.unit(),
                                p.currency().getCurrencyCode(),
                                p.fixed(),
                                p.days().stream().map(DailyRate::fromDay).toArray(Integer[]::new),
                                p.days().stream().map(DailyRate::minor).toArray(Long[]::new),
                                p.workingDays(),
                                p.cap(),
                                p.exclusions().toArray(String[]::new),
                                p.payer(),
                                p.source(),
                                utc(p.since())))
                .update();
    }

    boolean end(UUID policy, Instant at) {
        return jdbc.sql(
                                "update make_good_policy set ended_at = ? where id = ? and ended_at is null")
                        .params(utc(at), policy)
                        .update()
                == 1;
    }

    List<Policy> policies() {
        return jdbc.sql(POLICY + " where ended_at is null order by kind, name")
                .query((row, _) -> policy(row))
                .list();
    }

    Optional<Policy> policy(UUID id) {
        return jdbc.sql(POLICY + " where id = ?")
                .param(id)
                .query((row, _) -> policy(row))
                .optional();
    }

    /// The rule for this kind in this unit; one of the unit's own goes before one for all.
    Optional<Policy> policy(String kind, UUID unit) {
        return jdbc.sql(
                        POLICY
                                + " where ended_at is null and kind = ? and (unit = ? or unit is null) order by unit nulls last limit 1")
                .params(kind, unit)
                .query((row, _) -> policy(row))
                .optional();
    }

    private static Policy policy(ResultSet row) throws SQLException {
        var from = (Integer[]) row.getArray(7).getArray();
        var minor = (Long[]) row.getArray(8).getArray();
        var days = new ArrayList<DailyRate>();
        for (int i = 0; i < from.length; i++) {
            days.add(new DailyRate(from[i], minor[i]));
        }
        return new Policy(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                Currency.getInstance(row.getString(5)),
                row.getLong(6),
                days,
                row.getBoolean(9),
                row.getObject(10, Long.class),
                List.of((String[]) row.getArray(11).getArray()),
                row.getObject(12, UUID.class),
                row.getString(13),
                row.getObject(14, OffsetDateTime.class).toInstant());
    }

    // --- what is owed

    /// @return false if this chain has one already
    boolean insert(MakeGood m) {
        return jdbc.sql(
                                """
                                insert into make_good (id, chain, promise, customer_id, unit, payer, policy, name, late_from, state,
                                       currency, total, reason, evidence, paid_at, payment, since, version, head)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (chain) do nothing
                                """)
                        .params(
                                Arrays.asList(
                                        m.id(),
                                        m.chain(),
                                        m.promise(),
                                        m.customerId(),
                                        m.unit(),
                                        m.payer(),
                                        m.policy(),
                                        m.name(),
                                        utc(m.lateFrom()),
                                        m.state().wire(),
                                        m.total().currency().getCurrencyCode(),
                                        m.total().minor(),
                                        m.reason(),
                                        m.evidence(),
                                        m.paidAt() == null ? null : utc(m.paidAt()),
                                        m.payment(),
                                        utc(m.since()),
                                        m.head().position(),
                                        m.head().hash()))
                        .update()
                == 1;
    }

    void update(MakeGood m) {
        jdbc.sql(
                        """
                        update make_good set state = ?, total = ?, reason = ?, evidence = ?, paid_at = ?, payment = ?, version = ?,
                               head = ? where id = ?
                        """)
                .params(
                        Arrays.asList(
                                m.state().wire(),
                                m.total().minor(),
                                m.reason(),
                                m.evidence(),
                                m.paidAt() == null ? null : utc(m.paidAt()),
                                m.payment(),
                                m.head().position(),
                                m.head().hash(),
                                m.id()))
                .update();
    }

    /// @return false if this part was granted before
    boolean insert(UUID makeGood, Policy.Part part) {
        return jdbc.sql(
                                "insert into make_good_part (make_good, key, minor, earned_at) values (?, ?, ?, ?) on conflict do nothing")
                        .params(makeGood, part.key(), part.minor(), utc(part.earnedAt()))
                        .update()
                == 1;
    }

    Optional<MakeGood> ofChain(UUID chain) {
        return jdbc.sql(MAKE_GOOD + " where chain = ?")
                .param(chain)
                .query((row, _) -> makeGood(row))
                .optional();
    }

    List<MakeGood> ofChains(List<UUID> chains) {
        return jdbc.sql(MAKE_GOOD + " where chain = any(?) order by since, id")
                .param(chains.toArray(UUID[]::new))
                .query((row, _) -> makeGood(row))
                .list();
    }

    /// Held against others until the transaction ends.
    Optional<MakeGood> hold(UUID id) {
        return jdbc.sql(MAKE_GOOD + " where id = ? for update")
                .param(id)
                .query((row, _) -> makeGood(row))
                .optional();
    }

    Optional<MakeGood> holdOfChain(UUID chain) {
        return jdbc.sql(MAKE_GOOD + " where chain = ? for update")
                .param(chain)
                .query((row, _) -> makeGood(row))
                .optional();
    }

    List<MakeGood> list(
            MakeGood.@Nullable State state,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Cursor after,
            int limit) {
        return jdbc.sql(
                        MAKE_GOOD
                                + """
                                 where (?::text is null or state = ?) and (?::timestamptz is null or since >= ?)
                                   and (?::timestamptz is null or since < ?)
                                   and (?::timestamptz is null or (since, id) < (?, ?::uuid)) order by since desc, id desc limit ?\
                                """)
                .params(
                        Arrays.asList(
                                state == null ? null : state.wire(),
                                state == null ? null : state.wire(),
                                from == null ? null : utc(from),
                                from == null ? null : utc(from),
                                to == null ? null : utc(to),
                                to == null ? null : utc(to),
                                after == null ? null : utc(after.at()),
                                after == null ? null : utc(after.at()),
                                after == null ? null : after.id(),
                                limit))
                .query((row, _) -> makeGood(row))
                .list();
    }

    List<PayerShare> shares() {
        return jdbc.sql(
                        """
                        select payer, currency, count(*), coalesce(sum(total) filter (where state in ('growing', 'owed')), 0),
                               coalesce(sum(total) filter (where state = 'paid'), 0)
                          from make_good where state <> 'excluded' group by payer, currency order by sum(total) desc, payer
                        """)
                .query((row, _) -> {
                    var currency = Currency.getInstance(row.getString(2));
                    return new PayerShare(
                            row.getObject(1, UUID.class),
                            row.getLong(3),
                            new Money(row.getLong(4), currency),
                            new Money(row.getLong(5), currency));
                })
                .list();
    }

    void eachHead(BiConsumer<UUID, ChainHead> reader) {
        jdbc.sql("select id, version, head from make_good")
                .query(row -> {
                    reader.accept(
                            row.getObject(1, UUID.class),
                            new ChainHead(row.getInt(2), row.getBytes(3)));
                });
    }

    private static MakeGood makeGood(ResultSet row) throws SQLException {
        var paidAt = row.getObject(15, OffsetDateTime.class);
        return new MakeGood(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getObject(6, UUID.class),
                row.getObject(7, UUID.class),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                MakeGood.State.of(row.getString(10)),
                new Money(row.getLong(12), Currency.getInstance(row.getString(11))),
                row.getString(13),
                row.getString(14),
                paidAt == null ? null : paidAt.toInstant(),
                row.getString(16),
                row.getObject(17, OffsetDateTime.class).toInstant(),
                new ChainHead(row.getInt(18), row.getBytes(19)));
    }

    // --- what people add

    void insert(Addition a) {
        jdbc.sql(
                        "insert into make_good_addition (id, make_good, minor, reason, asked_by, asked_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        a.id(),
                        a.makeGood(),
                        a.amount().minor(),
                        a.reason(),
                        a.askedBy(),
                        utc(a.askedAt()))
                .update();
    }

    /// @return false if somebody decided it before
    boolean decide(UUID id, UUID by, boolean granted, Instant at) {
        return jdbc.sql(
                                "update make_good_addition set decided_by = ?, granted = ?, decided_at = ? where id = ? and granted is null")
                        .params(by, granted, utc(at), id)
                        .update()
                == 1;
    }

    /// What this person granted in this matter so far, in the smallest unit.
    long grantedBy(UUID person, UUID makeGood) {
        return jdbc.sql(
                        "select coalesce(sum(minor), 0) from make_good_addition where make_good = ? and decided_by = ? and granted")
                .params(makeGood, person)
                .query(Long.class)
                .single();
    }

    Optional<Addition> addition(UUID id) {
        return jdbc.sql(ADDITION + " where a.id = ?")
                .param(id)
                .query((row, _) -> addition(row))
                .optional();
    }

    /// Those that wait for a second person, oldest first.
    List<Addition> waiting() {
        return jdbc.sql(ADDITION + " where a.granted is null order by a.asked_at limit 200")
                .query((row, _) -> addition(row))
                .list();
    }

    private static Addition addition(ResultSet row) throws SQLException {
        return new Addition(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                new Money(row.getLong(3), Currency.getInstance(row.getString(4))),
                row.getString(5),
                row.getObject(6, UUID.class),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getObject(8, UUID.class),
                row.getObject(9, Boolean.class),
                row.getObject(10, UUID.class),
                row.getObject(11, UUID.class));
    }

    List<Limit> limits() {
        return jdbc.sql("select role, currency, minor from make_good_limit order by minor")
                .query((row, _) ->
                        new Limit(
                                row.getString(1),
                                new Money(row.getLong(3), Currency.getInstance(row.getString(2)))))
                .list();
    }

    void setLimit(Limit limit) {
        jdbc.sql(
                        """
                        insert into make_good_limit (role, currency, minor) values (?, ?, ?)
                            on conflict (role) do update set currency = excluded.currency, minor = excluded.minor
                        """)
                .params(
                        limit.role(),
                        limit.most().currency().getCurrencyCode(),
                        limit.most().minor())
                .update();
    }
}
