package kept.accounts;

import static kept.database.Times.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountTable {
    private final JdbcClient jdbc;

    AccountTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> passwordOf(UUID person) {
        return jdbc.sql("select hash from password where person_id = ?")
                .param(person)
                .query(String.class)
                .optional();
    }

    void setPassword(UUID person, String hash, Instant at) {
        jdbc.sql(
                        """
                        insert into password (person_id, hash, changed_at) values (?, ?, ?)
                            on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at
                        """)
                .params(person, hash, utc(at))
                .update();
    }

    void insertSignIn(
            byte[] hash, UUID id, UUID person, Instant at, Instant expires, String agent) {
        jdbc.sql(
                        "insert into sign_in (token_hash, id, person_id, created_at, seen_at, expires_at, agent) values (?, ?, ?, ?, ?, ?, ?)")
                .params(hash, id, person, utc(at), utc(at), utc(expires), agent)
                .update();
    }

    /// A sign-in that still holds.
    Optional<Holder> signIn(byte[] hash, Instant now, Instant notIdleSince) {
        return jdbc.sql(
                        "select id, person_id, seen_at from sign_in where token_hash = ? and expires_at > ? and seen_at > ?")
                .params(hash, utc(now), utc(notIdleSince))
                .query((row, _) ->
                        new Holder(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
    }

    void seen(UUID signIn, Instant at) {
        jdbc.sql("update sign_in set seen_at = ? where id = ?").params(utc(at), signIn).update();
    }

    void endSignIn(UUID id) {
        jdbc.sql("delete from sign_in where id = ?").param(id).update();
    }

    void endSignInsOf(UUID person) {
        jdbc.sql("delete from sign_in where person_id = ?").param(person).update();
    }

    /// Who a secret belongs to, when it was last used.
    record Holder(UUID id, UUID person, @Nullable Instant usedAt) {}

    Optional<Holder> token(byte[] hash) {
        return jdbc.sql(
                        "select id, person_id, used_at from api_token where token_hash = ? and revoked_at is null")
                .param(hash)
                .query((row, _) -> {
                    var used = row.getObject(3, OffsetDateTime.class);
                    return new Holder(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            used == null ? null : used.toInstant());
                })
                .optional();
    }

    void tokenUsed(UUID id, Instant at) {
        jdbc.sql("update api_token set used_at = ? where id = ?").params(utc(at), id).update();
    }

    void insertToken(UUID id, String name, UUID person, byte[] hash, Instant at) {
        jdbc.sql(
                        "insert into api_token (id, name, person_id, token_hash, created_at) values (?, ?, ?, ?, ?)")
                .params(id, name, person, hash, utc(at))
                .update();
    }

    List<ApiToken> tokens() {
        return jdbc.sql(
                        "select id, name, person_id, created_at, used_at from api_token where revoked_at is null order by created_at desc")
                .query((row, _) -> {
                    var used = row.getObject(5, OffsetDateTime.class);
                    return new ApiToken(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getObject(3, UUID.class),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            used == null ? null : used.toInstant());
                })
                .list();
    }

    void revoke(UUID id, Instant at) {
        jdbc.sql("update api_token set revoked_at = ? where id = ? and revoked_at is null")
                .params(utc(at), id)
                .update();
    }

    void insertLink(
            byte[] hash, String purpose, @Nullable UUID person, Instant at, Instant expires) {
        jdbc.sql(
                        "insert into one_time_link (token_hash, purpose, person_id, created_at, expires_at) values (?, ?, ?, ?, ?)")
                .params(Arrays.asList(hash, purpose, person, utc(at), utc(expires)))
                .update();
    }

    /// The person a link is for, if it still holds: an empty array when it is for nobody in particular.
    Optional<UUID[]> link(byte[] hash, String purpose, Instant now) {
        return jdbc.sql(
                        "select person_id from one_time_link where token_hash = ? and purpose = ? and expires_at > ? and used_at is null")
                .params(hash, purpose, utc(now))
                .query((row, _) -> {
                    var id = row.getObject(1, UUID.class);
                    return id == null ? new UUID[0] : new UUID[] {id};
                })
                .optional();
    }

    boolean useLink(byte[] hash, Instant now) {
        return jdbc.sql(
                                "update one_time_link set used_at = ? where token_hash = ? and used_at is null")
                        .params(utc(now), hash)
                        .update()
                == 1;
    }

    void forgetLinks(String purpose, @Nullable UUID person) {
        jdbc.sql(
                        "delete from one_time_link where purpose = ? and person_id is not distinct from ? and used_at is null")
                .params(Arrays.asList(purpose, person))
                .update();
    }

    void failed(String account, String net, Instant at) {
        jdbc.sql("insert into failed_sign_in (account, net, at) values (?, ?, ?)")
                .params(account, net, utc(at))
                .update();
    }

    /// How many times in a row somebody failed since then, and when last.
    Failures failures(String account, String net, Instant since) {
        return jdbc.sql(
                        "select count(*), max(at) from failed_sign_in where account = ? and net = ? and at > ?")
                .params(account, net, utc(since))
                .query((row, _) -> {
                    var last = row.getObject(2, OffsetDateTime.class);
                    return new Failures(row.getInt(1), last == null ? since : last.toInstant());
                })
                .single();
    }

    record Failures(int count, Instant last) {}

    void forgive(String account, String net) {
        jdbc.sql("delete from failed_sign_in where account = ? and net = ?")
                .params(account, net)
                .update();
    }
}
