package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BounceTest {
    private static final Map<String, String> NAMES =
            Map.of(
                    "suspend",
                    "suspended",
                    "toomanyconn",
                    "toomanyconnections",
                    "mesgtoobig",
                    "messagetoobig",
                    "notcompliantrfc",
                    "notcompliant",
                    "ratelimited",
                    "ratelimited");
    private final MailReader reader = new MailReader(Budget.forStrangers());

    @Test
    void recognisesPublicBouncesAndTheirReasons() throws Exception {
        Path folder = SharedData.folder("sisimai");
        JsonNode expected =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
        int all = 0;
        int recognised = 0;
        int reasons = 0;
        int hard = 0;
        var wrong = new ArrayList<String>();
        for (var entry : expected.properties()) {
            all++;
            ReadMail mail =
                    reader.read(
                            SharedData.bytes(folder.resolve("mail/" + entry.getKey() + ".eml")));
            var reasonsWanted = new ArrayList<String>();
            boolean hardWanted = false;
            for (JsonNode one : entry.getValue()) {
                reasonsWanted.add(
                        NAMES.getOrDefault(
                                one.get("reason").asString(), one.get("reason").asString()));
                hardWanted |= one.get("hard").asBoolean();
            }
            Bounce bounce = mail.bounce();
            String found =
                    switch (mail.kind()) {
                        case AUTO_REPLY -> "vacation";
                        case COMPLAINT -> "feedback";
                        case BOUNCE ->
                                bounce == null
                                        ? ""
                                        : bounce.reason()
                                                .name()
                                                .replace("_", "")
                                                .toLowerCase(Locale.ROOT);
                        case ORDINARY, LIST, BULK -> "none";
                    };
            recognised += found.equals("none") ? 0 : 1;
            reasons += reasonsWanted.contains(found) ? 1 : 0;
            hard += (bounce != null && bounce.hard()) == hardWanted ? 1 : 0;
            if (!reasonsWanted.contains(found)) {
                wrong.add(
                        entry.getKey()
                                + " wanted "
                                + reasonsWanted
                                + " found "
                                + found
                                + (bounce == null
                                        ? " "
                                                + mail.subject()
                                                + " | "
                                                + mail.headers().first("From")
                                        : " " + bounce.status() + " | " + bounce.diagnostic()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "bounces: %d of %d recognised, reason right %d (%.1f %%), hard or soft right %d (%.1f %%)%n",
                recognised,
                all,
                reasons,
                100.0 * reasons / all,
                hard,
                100.0 * hard / all);
        if (Boolean.getBoolean("kept.verbose")) {
            wrong.forEach(
                    line -> System.out.println(line.substring(0, Math.min(330, line.length()))));
        }
        assertThat(recognised).isGreaterThanOrEqualTo(all * 97 / 100);
        assertThat(reasons).isGreaterThanOrEqualTo(all * 70 / 100);
        assertThat(hard).isGreaterThanOrEqualTo(all * 88 / 100);
        for (Path mail : SharedData.files(folder.resolve("not-a-bounce"), ".eml")) {
            assertThat(reader.read(SharedData.bytes(mail)).kind())
                    .as(mail.toString())
                    .isNotEqualTo(MailKind.BOUNCE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: Re: Undeliverable mail from you?\n\nHi, I got a message that my mail could not be delivered. What can I do?",
                "Subject: failure notice on my dashboard\n\nMy car shows a failure notice.",
                "Subject: Delivery failed again\n\nThe parcel was not delivered. Why?",
                "Subject: I was on vacation\n\nAnd my order came late.",
                "Subject: mailbox full\n\nMy mailbox is full, please send the bill by post."
            })
    void aCustomerWhoWritesAboutDeliveriesIsNoRobot(String mail) {
        ReadMail read =
                reader.read(
                        ("From: Maria <maria@example.com>\n" + mail)
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(read.kind()).isEqualTo(MailKind.ORDINARY);
    }

    @Test
    void machinesAreNotAnswered() {
        for (String header :
                List.of(
                        "Auto-Submitted: auto-replied",
                        "Auto-Submitted: auto-generated",
                        "Precedence: bulk",
                        "Precedence: list",
                        "List-Id: <a.b>",
                        "X-Autoreply: yes",
                        "Return-Path: <>",
                        "Subject: Automatische Antwort: Hallo",
                        "Subject: Out of office")) {
            ReadMail mail =
                    reader.read(
                            (header + "\nFrom: a@b.com\n\nhello").getBytes(StandardCharsets.UTF_8));
            assertThat(mail.mayBeAnsweredByMachine()).as(header).isFalse();
        }
        assertThat(
                        reader.read(
                                        "Auto-Submitted: no\nFrom: a@b.com\n\nhello"
                                                .getBytes(StandardCharsets.UTF_8))
                                .mayBeAnsweredByMachine())
                .isTrue();
    }

    @Test
    void aReportNamesTheRecipientAndTheMailItIsAbout() {
        String report =
                """
                From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=r

                --r

                This is the mail system.
                --r
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; maria@example.org
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <maria@example.org>:
                 Recipient address rejected: User unknown

                --r
                Content-Type: text/rfc822-headers

                Message-ID: <4711@kept.test>
                To: maria@example.org
                --r--
                """;
        assertThat(reader.read(report.getBytes(StandardCharsets.UTF_8)).bounce())
                .isEqualTo(
                        new Bounce(
                                "maria@example.org",
                                BounceReason.USER_UNKNOWN,
                                true,
                                "5.1.1",
                                "smtp; 550 5.1.1 <maria@example.org>: Recipient address rejected: User unknown",
                                "<4711@kept.test>"));
    }
}
