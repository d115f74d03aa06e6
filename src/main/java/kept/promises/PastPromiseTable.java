package kept.promises;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class PastPromiseTable {
    private static final String COLUMNS =
            "external_id, customer, unit, kind, given_at, due_at, closed_at, outcome";

    private final JdbcTemplate jdbc;

    PastPromiseTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts what is new and updates what differs, in the current transaction.
    PastPromises.Count merge(List<PastPromise> rows) {
        jdbc.execute("create temporary table arriving (like past_promise) on commit drop");
        jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, rows));
        return jdbc.queryForObject(
                """
                with merged as (
                    insert into past_promise as p (%1$s) select %1$s from arriving
                    on conflict (external_id) do update
                       set (customer, unit, kind, given_at, due_at, closed_at, outcome) =
                           (excluded.customer, excluded.unit, excluded.kind, excluded.given_at, excluded.due_at,
                            excluded.closed_at, excluded.outcome)
                     where (p.customer, p.unit, p.kind, p.given_at, p.due_at, p.closed_at, p.outcome)
                           is distinct from
                           (excluded.customer, excluded.unit, excluded.kind, excluded.given_at, excluded.due_at,
                            excluded.closed_at, excluded.outcome)
                    returning xmax = 0 as made)
                select count(*) filter (where made) as made, count(*) filter (where not made) as changed from merged
                """
                        .formatted(COLUMNS),
                (row, _) ->
                        new PastPromises.Count(
                                row.getLong("made"),
                                row.getLong("changed"),
                                rows.size() - row.getLong("made") - row.getLong("changed")));
    }

    private static Long copy(Connection connection, List<PastPromise> rows) throws SQLException {
        var text = new StringBuilder(rows.size() * 160);
        for (var row : rows) {
            field(text, row.externalId()).append('\t');
            field(text, row.customer()).append('\t');
            field(text, row.unit()).append('\t');
            field(text, row.kind()).append('\t');
            field(text, row.givenAt()).append('\t');
            field(text, row.dueAt()).append('\t');
            field(text, row.closedAt()).append('\t');
            field(text, row.outcome().word()).append('\n');
        }
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy arriving (%s) from stdin".formatted(COLUMNS),
                            new StringReader(text.toString()));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    /// In the text format of `COPY`.
    private static StringBuilder field(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            return text.append("\\N");
        }
        String plain = value.toString();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
        return text;
    }
}
