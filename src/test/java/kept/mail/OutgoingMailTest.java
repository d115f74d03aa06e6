package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kept.kernel.EmailAddress;
import kept.kernel.HeaderText;
import kept.kernel.Refusal;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutgoingMailTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:30:00Z");
    private static final Correspondent HELP =
            new Correspondent("Kept, Hilfe für Sie", EmailAddress.of("help@kept.test"));
    private static final Correspondent MARIA =
            new Correspondent("Maria", EmailAddress.of("maria@example.com"));
    private static final String TEXT =
            "Grüße =20 \n.\n\nFrom here: 😀 " + "sehr lang ".repeat(40) + "\n trailing \t";
    private final MailReader reader = new MailReader(Budget.forStrangers());

    @Test
    void ourReaderReadsWhatOurBuilderWrites() {
        Attachment file =
                new Attachment(
                        "Rechnung März \"1\".pdf",
                        "application/pdf",
                        "",
                        false,
                        new byte[] {0, 1, 2, 13, 10, -1});
        ReadMail read =
                reader.read(
                        mail(
                                        "Ihre Bestellung – 漢字 " + "ä".repeat(80),
                                        "<p>Grüße</p>",
                                        List.of(file),
                                        invitation(Invitation.Method.REQUEST))
                                .bytes());
        assertThat(read.problems()).isEmpty();
        assertThat(read.from()).isEqualTo(HELP.address());
        assertThat(read.fromName()).isEqualTo(HELP.name());
        assertThat(read.senderIsAmbiguous()).isFalse();
        assertThat(read.to()).containsExactly(MARIA);
        assertThat(read.subject()).isEqualTo("Ihre Bestellung – 漢字 " + "ä".repeat(80));
        assertThat(read.messageId()).isEqualTo("<case-1.2@kept.test>");
        assertThat(read.inReplyTo()).containsExactly("<1@example.com>");
        assertThat(read.references()).containsExactly("<0@example.com>", "<1@example.com>");
        assertThat(read.date()).isEqualTo(NOW);
        assertThat(read.text().stripTrailing()).isEqualTo(TEXT.stripTrailing());
        assertThat(read.html()).contains("<p>Grüße</p>");
        assertThat(read.attachments())
                .anyMatch(got ->
                        got.name().equals("Rechnung März 1.pdf")
                                && java.util.Arrays.equals(got.bytes(), file.bytes()));
        assertThat(read.calendars())
                .anyMatch(part ->
                        part.method().equals("REQUEST")
                                && part.text().contains("UID:promise-7@kept.test"));
        assertThat(read.kind()).isEqualTo(MailKind.AUTO_REPLY);
        assertThat(read.headers().first("X-Kept")).isEqualTo("yes");
    }

    @Test
    void everyLineIsShortAsciiAndEndsWithCrLf() {
        for (OutgoingMail mail :
                List.of(
                        mail("x", null, List.of(), null),
                        mail("ü", "<b>", List.of(), null),
                        mail("x", null, List.of(), invitation(Invitation.Method.CANCEL)))) {
            String raw = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
            assertThat(raw.replace("\r\n", "")).doesNotContain("\r", "\n");
            assertThat(raw.lines())
                    .allMatch(line -> line.length() <= 90 && line.chars().allMatch(c -> c < 127));
            assertThat(mail.bytes()).isEqualTo(mail.bytes());
        }
    }

    @Test
    void nobodyAddsAHeaderOfTheirOwn() {
        assertThatThrownBy(() -> new HeaderText("x\r\nBcc: a@b.com")).isInstanceOf(Refusal.class);
        var evil = new Correspondent("Maria\r\nBcc: spy@example.com", MARIA.address());
        var file =
                new Attachment(
                        "a\r\nX-Evil: 1\r\n\r\n.txt",
                        "text/plain\r\nX-Evil: 2",
                        "a>\r\nX-Evil: 3",
                        false,
                        new byte[1]);
        var mail =
                new OutgoingMail(
                        HELP,
                        List.of(evil),
                        List.of(),
                        null,
                        new HeaderText("x"),
                        "x",
                        null,
                        "<a@b>",
                        null,
                        List.of(),
                        OutgoingMail.Automatic.NO,
                        Map.of(),
                        List.of(file),
                        null,
                        NOW);
        String raw = new String(mail.bytes(), StandardCharsets.US_ASCII);
        assertThat(raw.lines())
                .noneMatch(line -> line.startsWith("Bcc") || line.startsWith("X-Evil"));
        for (String id : List.of("<a@b>\r\nBcc: x@y.z", "a@b", "<a b@c>", "<a@b><c@d>", "<>", "")) {
            assertThatThrownBy(() ->
                            new OutgoingMail(
                                    HELP,
                                    List.of(MARIA),
                                    List.of(),
                                    null,
                                    new HeaderText("x"),
                                    "x",
                                    null,
                                    id,
                                    null,
                                    List.of(),
                                    OutgoingMail.Automatic.NO,
                                    Map.of(),
                                    List.of(),
                                    null,
                                    NOW))
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() ->
                        new OutgoingMail(
                                HELP,
                                List.of(MARIA),
                                List.of(),
                                null,
                                new HeaderText("x"),
                                "x",
                                null,
                                "<a@b>",
                                null,
                                List.of(),
                                OutgoingMail.Automatic.NO,
                                Map.of("X: y\r\nBcc", new HeaderText("z")),
                                List.of(),
                                null,
                                NOW))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void anInvitationIsACalendarEntryThatCanBeTakenBack() throws Exception {
        String text = invitation(Invitation.Method.CANCEL).text();
        var event =
                new CalendarBuilder()
                        .build(new StringReader(text))
                        .getComponent("VEVENT")
                        .orElseThrow();
        assertThat(text)
                .contains(
                        "METHOD:CANCEL",
                        "STATUS:CANCELLED",
                        "SEQUENCE:3",
                        "DTSTART:20261125T140000Z",
                        "DTEND:20261125T160000Z",
                        "DTSTAMP:20261120T083000Z",
                        "mailto:help@kept.test");
        assertThat(event.getProperty("SUMMARY").orElseThrow().getValue())
                .isEqualTo("Technician; comes, \"surely\"");
        assertThat(text.split("DTSTAMP", -1)).hasSize(2);
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    private static OutgoingMail mail(
            String subject,
            @Nullable String html,
            List<Attachment> files,
            @Nullable Invitation invitation) {
        return new OutgoingMail(
                HELP,
                List.of(MARIA),
                List.of(),
                EmailAddress.of("help+t0ken@kept.test"),
                new HeaderText(subject),
                TEXT,
                html,
                "<case-1.2@kept.test>",
                "<1@example.com>",
                List.of("<0@example.com>", "<1@example.com>"),
                OutgoingMail.Automatic.GENERATED,
                Map.of("X-Kept", new HeaderText("yes")),
                files,
                invitation,
                NOW);
    }

    private static Invitation invitation(Invitation.Method method) {
        return new Invitation(
                method,
                "promise-7@kept.test",
                3,
                Instant.parse("2026-11-25T14:00:00Z"),
                Instant.parse("2026-11-25T16:00:00Z"),
                "Technician; comes, \"surely\"",
                "Line one\nBEGIN:VALARM\r\nline ü three",
                HELP,
                new Correspondent("Maria \"M\"\r\nX:y", MARIA.address()),
                URI.create("https://kept.test/p/7"),
                NOW);
    }
}
