package kept.webhooks;

import static kept.database.Times.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kept.database.Writes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WebhookTable {
    private static final String DEAD =
            " from webhook_delivery d join webhook w on w.id = d.webhook_id where d.dead_at is not null and w.ended_at is null";

    private final JdbcClient jdbc;

    WebhookTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is to be delivered, where, and signed with what.
    record Delivery(UUID id, String url, WebhookSecret secret, String body) {}

    void insert(Webhook webhook, WebhookSecret secret) {
        jdbc.sql("insert into webhook (id, url, events, secret, created_at) values (?, ?, ?, ?, ?)")
                .params(
                        webhook.id(),
                        webhook.url(),
                        webhook.events().toArray(String[]::new),
                        secret.key(),
                        utc(webhook.createdAt()))
                .update();
    }

    List<Webhook> all() {
        return jdbc.sql(
                        "select id, url, events, created_at from webhook where ended_at is null order by id")
                .query((row, _) -> webhook(row))
                .list();
    }

    boolean end(UUID id, Instant at) {
        return jdbc.sql("update webhook set ended_at = ? where id = ? and ended_at is null")
                        .params(utc(at), id)
                        .update()
                == 1;
    }

    void insertDelivery(
            Writes writes, UUID id, UUID webhook, String event, String body, Instant at) {
        writes.add(
                "insert into webhook_delivery (id, webhook_id, event, body, created_at) values (?, ?, ?, ?, ?)",
                id,
                webhook,
                event,
                body,
                at);
    }

    /// Unless it is delivered, given up, or its webhook was taken away.
    Optional<Delivery> open(UUID id) {
        return jdbc.sql(
                        """
                        select d.id, w.url, w.secret, d.body
                          from webhook_delivery d join webhook w on w.id = d.webhook_id
                         where d.id = ? and d.delivered_at is null and d.dead_at is null and w.ended_at is null
                        """)
                .param(id)
                .query((row, _) ->
                        new Delivery(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                new WebhookSecret(row.getBytes(3)),
                                row.getString(4)))
                .optional();
    }

    void delivered(UUID id, int status, Instant at) {
        jdbc.sql("update webhook_delivery set delivered_at = ?, last_status = ? where id = ?")
                .params(utc(at), status, id)
                .update();
    }

    void dead(UUID id, String trouble, Instant at) {
        jdbc.sql("update webhook_delivery set dead_at = ?, trouble = ? where id = ?")
                .params(utc(at), trouble, id)
                .update();
    }

    List<DeadDelivery> dead(int most) {
        return jdbc.sql(
                        "select d.id, w.url, d.event, d.created_at, d.dead_at, coalesce(d.trouble, '')"
                                + DEAD
                                + " order by d.dead_at desc limit ?")
                .param(most)
                .query((row, _) ->
                        new DeadDelivery(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                row.getString(6)))
                .list();
    }

    long countDead() {
        return jdbc.sql("select count(*)" + DEAD).query(Long.class).single();
    }

    /// False if it is not dead, or somebody else revived it first.
    boolean revive(UUID id) {
        return jdbc.sql(
                                "update webhook_delivery set dead_at = null where id = ? and dead_at is not null")
                        .param(id)
                        .update()
                == 1;
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject(1, UUID.class),
                row.getString(2),
                Arrays.asList((String[]) row.getArray(3).getArray()),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }
}
