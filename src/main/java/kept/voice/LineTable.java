package kept.voice;

import static kept.database.Times.at;
import static kept.database.Times.utc;

import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.sip.Binding;
import kept.sip.DigestSecrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LineTable {
    private final JdbcClient jdbc;

    LineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    TelephoneSettings settings() {
        return jdbc.sql("select advertised, country, outgoing from telephone")
                .query((row, _) ->
                        new TelephoneSettings(row.getString(1), row.getString(2), row.getString(3)))
                .single();
    }

    void settings(TelephoneSettings settings) {
        jdbc.sql("update telephone set advertised = ?, country = ?, outgoing = ?")
                .params(
                        settings.advertised(),
                        settings.country(),
                        String.join(" ", settings.allowed()))
                .update();
    }

    RecordingRule recordingRule() {
        return jdbc.sql("select recording, keep_days from telephone")
                .query((row, _) ->
                        new RecordingRule(RecordingRule.Mode.of(row.getString(1)), row.getInt(2)))
                .single();
    }

    void recordingRule(RecordingRule rule) {
        jdbc.sql("update telephone set recording = ?, keep_days = ?")
                .params(rule.mode().word(), rule.keepDays())
                .update();
    }

    CallPrices prices() {
        return jdbc.sql("select price_home, price_elsewhere, spend_a_day from telephone")
                .query((row, _) ->
                        new CallPrices(
                                row.getBigDecimal(1), row.getBigDecimal(2), row.getBigDecimal(3)))
                .single();
    }

    void prices(CallPrices prices) {
        jdbc.sql("update telephone set price_home = ?, price_elsewhere = ?, spend_a_day = ?")
                .params(prices.home(), prices.elsewhere(), prices.aDay())
                .update();
    }

    List<Trunk> trunks() {
        return jdbc.sql(
                        "select id, kind, name, address, account, secret, caller_id, app, endpoint from trunk order by at")
                .query((row, _) ->
                        new Trunk(
                                row.getObject(1, UUID.class),
                                Trunk.Kind.of(row.getString(2)),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8),
                                row.getString(9)))
                .list();
    }

    void insert(Trunk trunk, Instant at) {
        jdbc.sql(
                        "insert into trunk (id, kind, name, address, account, secret, caller_id, app, endpoint, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        trunk.id(),
                        trunk.kind().word(),
                        trunk.name(),
                        trunk.address(),
                        trunk.account(),
                        trunk.secret(),
                        trunk.callerId(),
                        trunk.app(),
                        trunk.endpoint(),
                        utc(at))
                .update();
    }

    boolean removeTrunk(UUID id) {
        return jdbc.sql("delete from trunk where id = ?").param(id).update() == 1;
    }

    List<Line> lines() {
        return jdbc.sql(
                        "select number, name, language, queue, menu, greeting, fallback, after_hours, closed_menu from line order by name, number")
                .query((row, _) ->
                        new Line(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, UUID.class),
                                row.getObject(5, UUID.class),
                                row.getString(6),
                                row.getObject(7, UUID.class),
                                new Line.AfterHours(
                                        Line.When.of(row.getString(8)),
                                        row.getObject(9, UUID.class))))
                .list();
    }

    void save(Line line) {
        jdbc.sql(
                        """
                        insert into line (number, name, language, queue, menu, greeting, fallback, after_hours, closed_menu)
                        values (:number, :name, :language, :queue, :menu, :greeting, :fallback, :afterHours, :closedMenu)
                            on conflict (number) do update set name = excluded.name, language = excluded.language,
                               queue = excluded.queue, menu = excluded.menu, greeting = excluded.greeting,
                               fallback = excluded.fallback, after_hours = excluded.after_hours, closed_menu = excluded.closed_menu
                        """)
                .param("number", line.number())
                .param("name", line.name())
                .param("language", line.language())
                .param("queue", line.queue(), Types.OTHER)
                .param("menu", line.menu(), Types.OTHER)
                .param("greeting", line.greeting())
                .param("fallback", line.fallback(), Types.OTHER)
                .param("afterHours", line.afterHours().when().word())
                .param("closedMenu", line.afterHours().menu(), Types.OTHER)
                .update();
    }

    boolean removeLine(String number) {
        return jdbc.sql("delete from line where number = ?").param(number).update() == 1;
    }

    List<Phone> phones() {
        return jdbc.sql("select name, person from phone order by name")
                .query((row, _) -> new Phone(row.getString(1), row.getObject(2, UUID.class)))
                .list();
    }

    Optional<Phone> phone(String name) {
        return jdbc.sql(
                        "select name, person from phone ph where name = ? and exists (select 1 from person p where p.id = ph.person and p.left_at is null)")
                .param(name)
                .query((row, _) -> new Phone(row.getString(1), row.getObject(2, UUID.class)))
                .optional();
    }

    Optional<DigestSecrets> secrets(String name) {
        return jdbc.sql(
                        "select md5, sha256 from phone ph where name = ? and exists (select 1 from person p where p.id = ph.person and p.left_at is null)")
                .param(name)
                .query((row, _) -> new DigestSecrets(row.getString(1), row.getString(2)))
                .optional();
    }

    void save(Phone phone, DigestSecrets secrets, Instant at) {
        jdbc.sql(
                        """
                        insert into phone (name, person, md5, sha256, at) values (?, ?, ?, ?, ?)
                            on conflict (name) do update set person = excluded.person, md5 = excluded.md5, sha256 = excluded.sha256
                        """)
                .params(phone.name(), phone.person(), secrets.md5(), secrets.sha256(), utc(at))
                .update();
    }

    boolean removePhone(String name) {
        return jdbc.sql("delete from phone where name = ?").param(name).update() == 1;
    }

    Map<String, List<Binding>> bindings() {
        var found = new HashMap<String, List<Binding>>();
        jdbc.sql(
                        "select phone, contact, address, port, transport, expires_at from phone_binding order by expires_at desc")
                .query(row -> {
                    found.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(
                                    new Binding(
                                            row.getString(2),
                                            row.getString(3),
                                            row.getInt(4),
                                            row.getString(5),
                                            at(row, 6)));
                });
        return found;
    }

    void bindings(String phone, List<Binding> bindings) {
        jdbc.sql("delete from phone_binding where phone = ?").param(phone).update();
        for (var binding : bindings) {
            jdbc.sql(
                            """
                            insert into phone_binding (phone, contact, address, port, transport, expires_at)
                            select ?, ?, ?, ?, ?, ? where exists (select 1 from phone where name = ?)
                            """)
                    .params(
                            phone,
                            binding.contact(),
                            binding.address(),
                            binding.port(),
                            binding.transport(),
                            utc(binding.expires()),
                            phone)
                    .update();
        }
    }
}
