package kept.mail;

import static kept.database.Times.utc;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kept.database.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MailTable {
    private static final String INCOMING =
            "id, state, kind, from_text, subject, why, received_at, file_id, case_id";

    private final JdbcClient jdbc;

    MailTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // --- in

    boolean known(byte[] contentHash) {
        return jdbc.sql("select exists (select 1 from incoming_mail where content_hash = ?)")
                .param(contentHash)
                .query(Boolean.class)
                .single();
    }

    void insertIncoming(
            Writes writes, UUID id, byte[] hash, String messageId, Envelope envelope, UUID file) {
        writes.add(
                """
                insert into incoming_mail (id, content_hash, message_id, clash, sender, recipients, peer, received_at, file_id, state)
                values (?, ?, nullif(?, ''), exists (select 1 from incoming_mail where message_id = nullif(?, '')), ?, ?, ?, ?, ?, 'waiting')\
                """,
                id,
                hash,
                messageId,
                messageId,
                envelope.sender() == null ? null : envelope.sender().toString(),
                envelope.recipients().stream().map(Object::toString).toArray(String[]::new),
                envelope.peer(),
                envelope.receivedAt(),
                file);
    }

    /// Which of these hashes are here already.
    Set<ByteBuffer> knownAmong(List<byte[]> hashes) {
        return new HashSet<>(
                jdbc.sql("select content_hash from incoming_mail where content_hash = any(?)")
                        .param(hashes.toArray(byte[][]::new))
                        .query((row, _) -> ByteBuffer.wrap(row.getBytes(1)))
                        .list());
    }

    void insertPast(Writes writes, Waiting letter, byte[] hash, String messageId, Instant takenAt) {
        writes.add(
                """
                insert into incoming_mail (id, content_hash, message_id, clash, recipients, peer, received_at, file_id, state,
                    written_at, stays_open)
                values (?, ?, nullif(?, ''), ? or exists (select 1 from incoming_mail where message_id = nullif(?, '')), '{}',
                    'mbox', ?, ?, 'waiting', ?, ?)\
                """,
                letter.id(),
                hash,
                messageId,
                letter.clash(),
                messageId,
                takenAt,
                letter.file(),
                letter.writtenAt(),
                letter.staysOpen());
    }

    /// Mails nobody has filed yet, the one that waits longest first.
    List<Waiting> waiting(int most) {
        return jdbc.sql(
                        """
                        select id, file_id, recipients, clash, attempts, written_at, stays_open from incoming_mail
                         where state = 'waiting' order by received_at, id limit ?
                        """)
                .param(most)
                .query((row, _) ->
                        new Waiting(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                List.of((String[]) row.getArray(3).getArray()),
                                row.getBoolean(4),
                                row.getInt(5),
                                instant(row.getObject(6, OffsetDateTime.class)),
                                row.getBoolean(7)))
                .list();
    }

    /// A mail to be filed. `writtenAt` is set for a letter of an old mailbox.
    record Waiting(
            UUID id,
            UUID file,
            List<String> recipients,
            boolean clash,
            int attempts,
            @Nullable Instant writtenAt,
            boolean staysOpen) {}

    /// Takes mails for good: of each, true for whoever is first, in his transaction.
    Set<UUID> claim(List<UUID> ids) {
        return new HashSet<>(
                jdbc.sql(
                                "select id from incoming_mail where id = any(?) and state = 'waiting' for update skip locked")
                        .param(ids.toArray(UUID[]::new))
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list());
    }

    void handled(List<Handled> all, Instant at) {
        jdbc.sql(
                        """
                        update incoming_mail m set state = h.state, kind = h.kind, from_text = h.from_text, subject = h.subject,
                               why = h.why, case_id = h.case_id, handled_at = ?
                          from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[]) as h (id, state, kind, from_text, subject, why, case_id)
                         where m.id = h.id
                        """)
                .params(
                        utc(at),
                        all.stream().map(Handled::id).toArray(UUID[]::new),
                        texts(all, Handled::state),
                        texts(all, Handled::kind),
                        texts(all, Handled::from),
                        texts(all, Handled::subject),
                        texts(all, Handled::why),
                        all.stream().map(Handled::caseId).toArray(UUID[]::new))
                .update();
    }

    private static String[] texts(List<Handled> all, Function<Handled, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    /// What became of a mail. `state` is filed, aside, unreadable or dropped.
    record Handled(
            UUID id,
            String state,
            String kind,
            String from,
            String subject,
            String why,
            @Nullable UUID caseId) {
        boolean forAPerson() {
            return state.equals("aside") || state.equals("unreadable");
        }
    }

    /// The cases of letters of an old mailbox that have one of these ids.
    List<UUID> pastCases(List<String> messageIds) {
        return jdbc.sql(
                        """
                        select case_id from incoming_mail
                         where message_id = any(?) and written_at is not null and case_id is not null
                         order by written_at desc limit 20
                        """)
                .param(messageIds.toArray(String[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    void failedOnce(UUID id) {
        jdbc.sql("update incoming_mail set attempts = attempts + 1 where id = ?")
                .param(id)
                .update();
    }

    List<IncomingMail> toLookAt(int most) {
        return jdbc.sql(
                        "select "
                                + INCOMING
                                + " from incoming_mail where state in ('aside', 'unreadable') order by received_at desc limit ?")
                .param(most)
                .query((row, _) -> incoming(row))
                .list();
    }

    long countToLookAt() {
        return jdbc.sql("select count(*) from incoming_mail where state in ('aside', 'unreadable')")
                .query(Long.class)
                .single();
    }

    Optional<IncomingMail> incoming(UUID id) {
        return jdbc.sql("select " + INCOMING + " from incoming_mail where id = ?")
                .param(id)
                .query((row, _) -> incoming(row))
                .optional();
    }

    private static IncomingMail incoming(ResultSet row) throws SQLException {
        return new IncomingMail(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getObject(8, UUID.class),
                row.getObject(9, UUID.class));
    }

    // --- out

    void insertOutgoing(Writes writes, Outgoing mail) {
        writes.add(
                """
                insert into outgoing_mail (id, message_id, case_id, about, recipient, sender, subject, raw, state, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?)\
                """,
                mail.id(),
                mail.messageId(),
                mail.caseId(),
                mail.about(),
                mail.recipient(),
                mail.sender(),
                mail.subject(),
                mail.raw(),
                mail.createdAt());
    }

    /// A mail of ours on its way; `about` is the message or promise it tells of, `sender` is null for automatic mail.
    record Outgoing(
            UUID id,
            String messageId,
            @Nullable UUID caseId,
            @Nullable UUID about,
            String recipient,
            @Nullable String sender,
            String subject,
            byte[] raw,
            Instant createdAt) {}

    Optional<Outgoing> outgoing(UUID id) {
        return jdbc.sql(
                        "select id, message_id, case_id, about, recipient, sender, subject, raw, created_at from outgoing_mail where id = ?")
                .param(id)
                .query((row, _) -> outgoing(row))
                .optional();
    }

    /// The newest mail of ours among these ids that went to this recipient.
    Optional<Outgoing> answered(List<String> messageIds, String recipient) {
        return jdbc.sql(
                        """
                        select id, message_id, case_id, about, recipient, sender, subject, raw, created_at from outgoing_mail
                         where message_id = any(?) and recipient = ? and case_id is not null order by created_at desc limit 1
                        """)
                .params(messageIds.toArray(String[]::new), recipient)
                .query((row, _) -> outgoing(row))
                .optional();
    }

    Optional<Outgoing> byMessageId(String messageId) {
        return jdbc.sql(
                        "select id, message_id, case_id, about, recipient, sender, subject, raw, created_at from outgoing_mail where message_id = ?")
                .param(messageId)
                .query((row, _) -> outgoing(row))
                .optional();
    }

    /// The ids of the mails of a case, oldest first, for the headers of the next one.
    List<String> idsOfCase(UUID caseId, String recipient) {
        return jdbc.sql(
                        "select message_id from outgoing_mail where case_id = ? and recipient = ? order by created_at desc limit 10")
                .params(caseId, recipient)
                .query((row, _) -> row.getString(1))
                .list()
                .reversed();
    }

    /// The id of the customer's last mail on a case, for the headers of our answer.
    Optional<String> lastIncomingId(UUID caseId) {
        return jdbc.sql(
                        "select message_id from incoming_mail where case_id = ? and message_id is not null order by coalesce(written_at, received_at) desc limit 1")
                .param(caseId)
                .query((row, _) -> row.getString(1))
                .optional();
    }

    void sent(UUID id, String state, String reply, @Nullable Instant at) {
        jdbc.sql(
                        "update outgoing_mail set state = ?, reply = ?, sent_at = coalesce(?, sent_at) where id = ?")
                .params(Arrays.asList(state, reply, at == null ? null : utc(at), id))
                .update();
    }

    /// True if the outcome of an earlier try is unknown: that mail may have arrived once already.
    boolean unknownBefore(UUID id) {
        return jdbc.sql("select state = 'unknown' from outgoing_mail where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /// How mails about these messages or promises fared: what is not simply sent.
    List<Delivery> deliveries(List<UUID> about) {
        return jdbc.sql(
                        "select about, recipient, state, reply from outgoing_mail where about = any(?) order by created_at")
                .param(about.toArray(UUID[]::new))
                .query((row, _) ->
                        new Delivery(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)))
                .list();
    }

    private static Outgoing outgoing(ResultSet row) throws SQLException {
        return new Outgoing(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
