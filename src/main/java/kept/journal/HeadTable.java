package kept.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HeadTable {
    private static final String HEAD =
            "select number, first_seq, last_seq, rows, root, at, hash, signature from journal_head";

    private final JdbcClient jdbc;

    HeadTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The two halves of a key pair, encoded as PKCS 8 and X.509.
    record Keys(byte[] secret, byte[] open) {}

    /// Keeps the fresh keys unless there are some already, and answers with those that count.
    Keys keys(Keys fresh) {
        jdbc.sql(
                        "insert into journal_key (id, secret, public) values (1, ?, ?) on conflict (id) do nothing")
                .params(fresh.secret(), fresh.open())
                .update();
        return known().orElseThrow();
    }

    Optional<Keys> known() {
        return jdbc.sql("select secret, public from journal_key where id = 1")
                .query((row, _) -> new Keys(row.getBytes(1), row.getBytes(2)))
                .optional();
    }

    void insert(SignedHead head) {
        jdbc.sql(
                        """
                        insert into journal_head (number, first_seq, last_seq, rows, root, at, hash, signature)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        head.number(),
                        head.firstSeq(),
                        head.lastSeq(),
                        head.rows(),
                        head.root(),
                        OffsetDateTime.ofInstant(head.at(), ZoneOffset.UTC),
                        head.hash(),
                        head.signature())
                .update();
    }

    Optional<SignedHead> last() {
        return jdbc.sql(HEAD + " order by number desc limit 1")
                .query((row, _) -> head(row))
                .optional();
    }

    /// The first one that holds the entry with this number.
    Optional<SignedHead> holding(long seq) {
        return jdbc.sql(HEAD + " where last_seq >= ? order by number limit 1")
                .param(seq)
                .query((row, _) -> head(row))
                .optional();
    }

    Optional<SignedHead> numbered(long number) {
        return jdbc.sql(HEAD + " where number = ?")
                .param(number)
                .query((row, _) -> head(row))
                .optional();
    }

    List<SignedHead> latest(int limit) {
        return jdbc.sql(HEAD + " order by number desc limit ?")
                .param(limit)
                .query((row, _) -> head(row))
                .list();
    }

    List<SignedHead> all() {
        return jdbc.sql(HEAD + " order by number").query((row, _) -> head(row)).list();
    }

    private static SignedHead head(ResultSet row) throws SQLException {
        return new SignedHead(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getBytes(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getBytes(7),
                row.getBytes(8));
    }
}
