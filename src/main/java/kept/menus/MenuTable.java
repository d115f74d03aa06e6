package kept.menus;

import static kept.database.Times.at;
import static kept.database.Times.utc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MenuTable {
    private final JdbcClient jdbc;

    MenuTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<NamedMenu> all() {
        return jdbc.sql(
                        """
                        select m.id, m.name, coalesce(m.live, 0), coalesce((select max(number) from menu_version v where v.menu = m.id), 0),
                               coalesce(m.trial, 0), m.trial_share
                          from menu m order by m.name
                        """)
                .query((row, _) ->
                        new NamedMenu(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getInt(6)))
                .list();
    }

    void insert(UUID id, String name, Instant at) {
        jdbc.sql("insert into menu (id, name, at) values (?, ?, ?)")
                .params(id, name, utc(at))
                .update();
    }

    Optional<String> version(UUID menu, int number) {
        return jdbc.sql("select body from menu_version where menu = ? and number = ?")
                .params(menu, number)
                .query((row, _) -> row.getString(1))
                .optional();
    }

    /// What callers hear: the live version, and the one on trial with its share.
    record Heard(int live, int trial, int share) {}

    Optional<Heard> heard(UUID menu) {
        return jdbc.sql(
                        "select live, coalesce(trial, 0), trial_share from menu where id = ? and live is not null")
                .param(menu)
                .query((row, _) -> new Heard(row.getInt(1), row.getInt(2), row.getInt(3)))
                .optional();
    }

    List<MenuVersion> versions(UUID menu) {
        return jdbc.sql(
                        "select number, by, at from menu_version where menu = ? order by number desc")
                .param(menu)
                .query((row, _) ->
                        new MenuVersion(row.getInt(1), row.getObject(2, UUID.class), at(row, 3)))
                .list();
    }

    /// The number of the new version.
    int add(UUID menu, String body, UUID by, Instant at) {
        jdbc.sql("select id from menu where id = ? for update")
                .param(menu)
                .query((row, _) -> true)
                .list();
        return jdbc.sql(
                        """
                        insert into menu_version (menu, number, body, by, at)
                        select ?, coalesce(max(number), 0) + 1, ?, ?, ? from menu_version where menu = ?
                        returning number
                        """)
                .params(menu, body, by, utc(at), menu)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    void goLive(UUID menu, int number) {
        jdbc.sql("update menu set live = ?, trial = null, trial_share = 0 where id = ?")
                .params(number, menu)
                .update();
    }

    /// @param share 0 ends the trial
    void tryOut(UUID menu, int number, int share) {
        jdbc.sql("update menu set trial = nullif(?, 0), trial_share = ? where id = ?")
                .params(share == 0 ? 0 : number, share, menu)
                .update();
    }

    List<MenuOutcome> outcomes(UUID menu, Instant since) {
        return jdbc.sql(
                        """
                        select version, count(*), count(*) filter (where how = 'key')
                          from menu_exit where menu = ? and at >= ? and version > 0
                         group by version order by version desc
                        """)
                .params(menu, utc(since))
                .query((row, _) -> new MenuOutcome(row.getInt(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    void left(UUID menu, int version, UUID contact, String place, String how, Instant at) {
        jdbc.sql(
                        "insert into menu_exit (contact, menu, version, place, how, at) values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(contact, menu, version, place, how, utc(at))
                .update();
    }

    /// Those who wanted a person rather than what was offered, by point and by what their call was about.
    List<MenuGap> gaps(UUID menu, Instant since) {
        return jdbc.sql(
                        """
                        select e.place, coalesce(r.words, 'nobody said'), count(*),
                               sum(count(*)) over (partition by e.place)
                          from menu_exit e
                          left join contact c on c.id = e.contact
                          left join wrap_up_reason r on r.code = c.wrap_up
                         where e.menu = ? and e.at >= ? and e.how <> 'key'
                         group by e.place, r.words
                         order by 4 desc, e.place, 3 desc
                        """)
                .params(menu, utc(since))
                .query((row, _) ->
                        new MenuGap(
                                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /// How many walked the menu.
    long walked(UUID menu, Instant since) {
        return jdbc.sql("select count(*) from menu_exit where menu = ? and at >= ?")
                .params(menu, utc(since))
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
