package kept.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import kept.database.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JournalTable {
    private static final String COLUMNS = "seq, stream, position, kind, actor, at, body, hash";

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;

    JournalTable(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.streaming =
                new JdbcTemplate(java.util.Objects.requireNonNull(template.getDataSource()));
        streaming.setFetchSize(5_000);
    }

    void insert(
            Writes writes,
            UUID stream,
            int position,
            String kind,
            String actor,
            Instant at,
            String body,
            byte[] hash) {
        writes.add(
                "insert into journal (stream, position, kind, actor, at, body, hash) values (?, ?, ?, ?, ?, ?, ?)",
                stream,
                position,
                kind,
                actor,
                at,
                body,
                hash);
    }

    ChainHead lockedHead(UUID stream) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?::text, 7))")
                .param(stream)
                .query((row, _) -> true)
                .list();
        return jdbc.sql(
                        "select position, hash from journal where stream = ? order by position desc limit 1")
                .param(stream)
                .query((row, _) -> new ChainHead(row.getInt(1), row.getBytes(2)))
                .optional()
                .orElse(ChainHead.NONE);
    }

    List<Entry> stream(UUID stream) {
        return jdbc.sql("select " + COLUMNS + " from journal where stream = ? order by position")
                .param(stream)
                .query((row, _) -> entry(row))
                .list();
    }

    /// All entries stream by stream; call inside a read transaction, so that rows come in portions.
    void eachByStream(Consumer<Entry> reader) {
        streaming.query(
                "select " + COLUMNS + " from journal order by stream, position",
                row -> {
                    reader.accept(entry(row));
                });
    }

    /// All entries from `firstSeq` to `lastSeq`, in the order of their numbers.
    void eachBySeq(long firstSeq, long lastSeq, Consumer<Entry> reader) {
        streaming.query(
                "select " + COLUMNS + " from journal where seq between ? and ? order by seq",
                row -> {
                    reader.accept(entry(row));
                },
                firstSeq,
                lastSeq);
    }

    List<Seal> seals() {
        return jdbc.sql(
                        "select number, first_seq, last_seq, rows, at, hash from journal_seal order by number")
                .query((row, _) -> seal(row))
                .list();
    }

    @Nullable Seal lastSeal() {
        return jdbc.sql(
                        "select number, first_seq, last_seq, rows, at, hash from journal_seal order by number desc limit 1")
                .query((row, _) -> seal(row))
                .optional()
                .orElse(null);
    }

    /// How far the seals reach from an entry on; `whole` if that is all that is sealed.
    record Sealed(long lastSeq, boolean whole) {}

    /// Up to the seal at which about `most` entries are gathered; null if nothing is sealed from there on.
    @Nullable Sealed sealedFrom(long firstSeq, long most) {
        return jdbc.sql(
                        """
                        select last_seq, total >= (select sum(rows) from journal_seal where first_seq >= ?)
                          from (select number, last_seq, sum(rows) over (order by number) as total
                                  from journal_seal where first_seq >= ?) s
                         where total <= ? or number = (select min(number) from journal_seal where first_seq >= ?)
                         order by number desc limit 1
                        """)
                .params(firstSeq, firstSeq, most, firstSeq)
                .query((row, _) -> new Sealed(row.getLong(1), row.getBoolean(2)))
                .optional()
                .orElse(null);
    }

    /// Where the journal ends as seen now, and which transactions may still add entries below that end.
    Horizon horizon() {
        return jdbc.sql(
                        """
                        select (select coalesce(max(seq), 0) from journal),
                               pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                               pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                        """)
                .query((row, _) -> new Horizon(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    /// `lastSeq` is settled once every transaction below `firstUnborn` has ended.
    record Horizon(long lastSeq, long firstUnborn, long oldestRunning) {}

    boolean lockSealing() {
        return jdbc.sql("select pg_try_advisory_xact_lock(727001)").query(Boolean.class).single();
    }

    void insert(Seal seal) {
        jdbc.sql(
                        """
                        insert into journal_seal (number, first_seq, last_seq, rows, at, hash)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        seal.number(),
                        seal.firstSeq(),
                        seal.lastSeq(),
                        seal.rows(),
                        OffsetDateTime.ofInstant(seal.at(), java.time.ZoneOffset.UTC),
                        seal.hash())
                .update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getBytes(8));
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getBytes(6));
    }
}
