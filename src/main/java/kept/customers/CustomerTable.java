package kept.customers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kept.database.Writes;
import kept.kernel.Cursor;
import kept.kernel.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CustomerTable {
    private static final String CUSTOMER =
            """
            select c.id, c.name, c.kind, c.customer_since, c.locale, c.zone, c.external_id, c.note, c.merged_into,
                   c.version, c.created_at,
                   (select array_agg(cp.type || ':' || cp.value order by cp.id) from contact_point cp
                     where cp.customer_id = c.id)
              from customer c
            """;

    private final JdbcClient jdbc;

    CustomerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Writes writes, Customer c) {
        writes.add(
                """
                insert into customer (id, name, kind, customer_since, locale, zone, external_id, note, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                c.id(),
                c.name(),
                c.kind().word(),
                c.customerSince(),
                c.locale(),
                c.zone().getId(),
                c.externalId(),
                c.note(),
                c.createdAt());
        c.contactPoints().forEach(point -> insert(writes, c.id(), point, c.createdAt()));
    }

    void insert(Writes writes, UUID customer, ContactPoint point, Instant at) {
        writes.add(
                "insert into contact_point (id, customer_id, type, value) values (?, ?, ?, ?)",
                Ids.at(at),
                customer,
                point.type().word(),
                point.value());
    }

    boolean update(Customer c, int expected) {
        return jdbc.sql(
                                """
                                update customer set name = ?, kind = ?, customer_since = ?, locale = ?, zone = ?, note = ?,
                                       merged_into = ?, version = version + 1
                                 where id = ? and version = ?
                                """)
                        .params(
                                Arrays.asList(
                                        c.name(),
                                        c.kind().word(),
                                        c.customerSince(),
                                        c.locale(),
                                        c.zone().getId(),
                                        c.note(),
                                        c.mergedInto(),
                                        c.id(),
                                        expected))
                        .update()
                == 1;
    }

    void deleteContactPoint(UUID customer, ContactPoint point) {
        jdbc.sql("delete from contact_point where customer_id = ? and type = ? and value = ?")
                .params(customer, point.type().word(), point.value())
                .update();
    }

    Optional<Customer> find(UUID id) {
        return jdbc.sql(CUSTOMER + " where c.id = ?")
                .param(id)
                .query((row, _) -> customer(row))
                .optional();
    }

    List<Customer> findAll(List<UUID> ids) {
        return jdbc.sql(CUSTOMER + " where c.id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> customer(row))
                .list();
    }

    Optional<Customer> byContactPoint(ContactPoint point) {
        return jdbc.sql(
                        CUSTOMER
                                + " where c.id = (select customer_id from contact_point where type = ? and value = ?)")
                .params(point.type().word(), point.value())
                .query((row, _) -> customer(row))
                .optional();
    }

    Optional<Customer> byExternalId(String externalId) {
        return jdbc.sql(CUSTOMER + " where c.external_id = ?")
                .param(externalId)
                .query((row, _) -> customer(row))
                .optional();
    }

    List<Customer> list(String q, @Nullable Cursor after, int limit) {
        var sql = new StringBuilder(CUSTOMER + " where c.merged_into is null");
        var values = new ArrayList<Object>();
        if (!q.isBlank()) {
            String like =
                    "%"
                            + q.strip()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace("\\", "\\\\")
                                    .replace("%", "\\%")
                                    .replace("_", "\\_")
                            + "%";
            sql.append(
                    " and (lower(c.name) like ? or c.id in (select customer_id from contact_point where value like ?) or c.external_id = ?)");
            values.add(like);
            values.add(like.replace(" ", ""));
            values.add(q.strip());
        }
        if (after != null) {
            sql.append(" and (c.created_at, c.id) < (?, ?)");
            values.add(OffsetDateTime.ofInstant(after.at(), ZoneOffset.UTC));
            values.add(after.id());
        }
        sql.append(" order by c.created_at desc, c.id desc limit ?");
        values.add(limit);
        return jdbc.sql(sql.toString()).params(values).query((row, _) -> customer(row)).list();
    }

    /// Moves all contact points of one customer to another, and remembers which.
    UUID merge(UUID into, UUID merged, Instant at) {
        UUID id = Ids.at(at);
        jdbc.sql(
                        """
                        with moved as (update contact_point set customer_id = :into where customer_id = :merged returning id)
                        insert into customer_merge (id, kept, merged, contact_points, at)
                        select :id, :into, :merged, coalesce(array_agg(moved.id), '{}'), :at from moved
                        """)
                .param("into", into)
                .param("merged", merged)
                .param("id", id)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
        return id;
    }

    boolean undoMerge(UUID merged, Instant at) {
        return jdbc.sql(
                                """
                                with undone as (update customer_merge set undone_at = :at
                                                 where merged = :merged and undone_at is null returning contact_points),
                                     back as (update contact_point set customer_id = :merged
                                               where id in (select unnest(contact_points) from undone))
                                select count(*) from undone
                                """)
                        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                        .param("merged", merged)
                        .query(Long.class)
                        .single()
                == 1;
    }

    QuietHours quietHours(UUID id) {
        return jdbc.sql("select quiet_from, quiet_until, zone from customer where id = ?")
                .param(id)
                .query((row, _) ->
                        new QuietHours(
                                row.getObject(1, java.time.LocalTime.class),
                                row.getObject(2, java.time.LocalTime.class),
                                ZoneId.of(row.getString(3))))
                .single();
    }

    void setQuietHours(UUID id, QuietHours quiet) {
        jdbc.sql("update customer set quiet_from = ?, quiet_until = ? where id = ?")
                .params(Arrays.asList(quiet.from(), quiet.until(), id))
                .update();
    }

    /// The ids that stand for this customer: his own, and those merged into it.
    List<UUID> allIds(UUID id) {
        return jdbc.sql(
                        """
                        with recursive same as (select ?::uuid as id union
                            select c.id from customer c join same on c.merged_into = same.id)
                        select id from same
                        """)
                .param(id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private static Customer customer(ResultSet row) throws SQLException {
        var points = new ArrayList<ContactPoint>();
        var array = row.getArray(12);
        if (array != null) {
            for (Object text : (Object[]) array.getArray()) {
                String[] parts = text.toString().split(":", 2);
                points.add(new ContactPoint(ContactPoint.Type.of(parts[0]), parts[1]));
            }
        }
        return new Customer(
                row.getObject(1, UUID.class),
                row.getString(2),
                Customer.Kind.of(row.getString(3)),
                points,
                row.getObject(4, LocalDate.class),
                row.getString(5),
                ZoneId.of(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getObject(9, UUID.class),
                row.getInt(10),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }
}
