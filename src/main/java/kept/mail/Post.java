package kept.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.cases.Case;
import kept.customers.Customer;
import kept.database.Writes;
import kept.kernel.EmailAddress;
import kept.kernel.HeaderText;
import kept.kernel.Ids;
import kept.outbox.CarriesOut;
import kept.outbox.Effect;
import kept.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes our mails down in the transaction of their cause, with the id they will always have, and sends them after.
@Component
class Post implements CarriesOut {
    private static final String KIND = "mail";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration GIVE_UP = Duration.ofDays(5);

    private final MailTable table;
    private final MailSettings settings;
    private final ReplyAddress replies;
    private final Outbox outbox;
    private final Writes writes;
    private final MailCounts counts;
    private final Clock clock;

    Post(
            MailTable table,
            MailSettings settings,
            ReplyAddress replies,
            Outbox outbox,
            Writes writes,
            MailCounts counts,
            Clock clock) {
        this.table = table;
        this.settings = settings;
        this.replies = replies;
        this.outbox = outbox;
        this.writes = writes;
        this.counts = counts;
        this.clock = clock;
    }

    /// What a letter says. `key` makes it one of its kind, however often its cause is told.
    record Letter(
            String key,
            UUID about,
            String fromName,
            String subject,
            String text,
            OutgoingMail.Automatic automatic,
            @Nullable Invitation invitation,
            List<Attachment> attachments) {
        Letter(
                String key,
                UUID about,
                String fromName,
                String subject,
                String text,
                OutgoingMail.Automatic automatic,
                @Nullable Invitation invitation) {
            this(key, about, fromName, subject, text, automatic, invitation, List.of());
        }
    }

    /// Puts a letter to a customer into the outbox, if he has an address.
    void toCustomer(Customer customer, @Nullable Case theCase, Letter letter) {
        toCustomer(customer, theCase, letter, clock.instant());
    }

    /// The same, leaving the house at `notBefore` or later.
    void toCustomer(Customer customer, @Nullable Case theCase, Letter letter, Instant notBefore) {
        var address = customer.email().flatMap(EmailAddress::parse);
        if (address.isEmpty()) {
            return;
        }
        var replyTo =
                theCase == null ? settings.address() : replies.of(theCase.number(), customer.id());
        put(new Correspondent(customer.name(), address.get()), theCase, replyTo, letter, notBefore);
    }

    /// Puts a letter to one of us into the outbox.
    void toStaff(String name, String email, Letter letter) {
        put(new Correspondent(name, EmailAddress.of(email)), null, null, letter, clock.instant());
    }

    private void put(
            Correspondent to,
            @Nullable Case theCase,
            @Nullable EmailAddress replyTo,
            Letter letter,
            Instant notBefore) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        String messageId = "<" + id + "@" + settings.host() + ">";
        String recipient = to.address().key();
        List<String> before =
                theCase == null ? List.of() : table.idsOfCase(theCase.id(), recipient);
        String answered =
                theCase == null
                        ? null
                        : table.lastIncomingId(theCase.id())
                                .filter(Post::formed)
                                .orElse(before.isEmpty() ? null : before.getLast());
        var references = new java.util.ArrayList<>(before);
        if (answered != null && !references.contains(answered)) {
            references.add(answered);
        }
        boolean automatic = letter.automatic() != OutgoingMail.Automatic.NO;
        var mail =
                new OutgoingMail(
                        new Correspondent(letter.fromName(), settings.address()),
                        List.of(to),
                        List.of(),
                        replyTo,
                        HeaderText.mended(letter.subject()),
                        letter.text(),
                        null,
                        messageId,
                        answered,
                        references,
                        letter.automatic(),
                        Map.of(),
                        letter.attachments(),
                        letter.invitation(),
                        now);
        table.insertOutgoing(
                writes,
                new MailTable.Outgoing(
                        id,
                        messageId,
                        theCase == null ? null : theCase.id(),
                        letter.about(),
                        recipient,
                        automatic ? null : settings.address().toString(),
                        letter.subject(),
                        mail.bytes(),
                        now));
        outbox.put(letter.key(), KIND, id, notBefore);
    }

    private static boolean formed(String id) {
        return id.matches("<[!-;=?-~]{1,250}@[!-;=?-~]{1,240}>");
    }

    @Override
    public String effectKind() {
        return KIND;
    }

    @Override
    public Outcome carryOut(Effect effect) {
        var found = table.outgoing(effect.subject());
        if (found.isEmpty()) {
            return new Outcome.Over();
        }
        if (!settings.sends()) {
            return new Outcome.Again(Duration.ofHours(1), "");
        }
        var mail = found.get();
        var sender = mail.sender() == null ? null : EmailAddress.of(mail.sender());
        var sending =
                new SmtpSender(settings.smtpUrl(), settings.host())
                        .send(sender, List.of(EmailAddress.of(mail.recipient())), mail.raw());
        return switch (sending) {
            case Sending.Sent(var reply) -> {
                table.sent(mail.id(), "sent", reply, clock.instant());
                counts.sentOne();
                yield new Outcome.Over();
            }
            case Sending.Refused(var permanent, var reply) -> {
                if (permanent || old(effect)) {
                    table.sent(mail.id(), "failed", reply, null);
                    yield new Outcome.Over();
                }
                table.sent(mail.id(), "queued", reply, null);
                yield new Outcome.Again(pause(effect), reply);
            }
            case Sending.OutcomeUnknown(var why) -> {
                // it may have arrived: one more try with the same id, so that nobody gets more than
                // two copies
                boolean again = table.unknownBefore(mail.id());
                table.sent(mail.id(), "unknown", why, null);
                yield again ? new Outcome.Over() : new Outcome.Again(pause(effect), why);
            }
            case Sending.NotTried(var why) -> {
                if (old(effect)) {
                    table.sent(mail.id(), "failed", why, null);
                    yield new Outcome.Over();
                }
                yield new Outcome.Again(pause(effect), why);
            }
        };
    }

    private boolean old(Effect effect) {
        return clock.instant().isAfter(effect.createdAt().plus(GIVE_UP));
    }

    private static Duration pause(Effect effect) {
        var longer = SOON.multipliedBy(1L << Math.min(effect.attempts(), 12));
        return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }
}
