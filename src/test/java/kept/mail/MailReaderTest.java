package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailReaderTest {
    private final MailReader reader = new MailReader(Budget.forStrangers());

    @Test
    void readsWhoWroteWhatToWhom() {
        ReadMail mail =
                read(
                        """
                        Return-Path: <bounces@example.com>
                        From: =?UTF-8?Q?Mar=C3=ADa?= =?UTF-8?B?IEzDs3Bleg==?= <Maria@Example.com>
                        To: "Support, Kept" <help@kept.test>, Team: a@kept.test, b@kept.test;
                        Cc: (the boss) boss@kept.test
                        Reply-To: other@example.com
                        Subject: =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= from Madrid
                        Message-ID: <1@example.com>
                        In-Reply-To: <0@kept.test>
                        References: <a@kept.test> <0@kept.test>
                        Date: Fri, 20 Nov 2026 09:30:00 +0100 (CET)

                        Hello
                        """);
        assertThat(mail.from()).hasToString("Maria@example.com");
        assertThat(mail.fromName()).isEqualTo("María López");
        assertThat(mail.senderIsAmbiguous()).isFalse();
        assertThat(mail.to())
                .extracting(to -> to.address().toString())
                .containsExactly("help@kept.test", "a@kept.test", "b@kept.test");
        assertThat(mail.to().getFirst().name()).isEqualTo("Support, Kept");
        assertThat(mail.cc().getFirst().name()).isEqualTo("the boss");
        assertThat(mail.replyTo()).hasSize(1);
        assertThat(mail.subject()).isEqualTo("Grüße from Madrid");
        assertThat(mail.messageId()).isEqualTo("<1@example.com>");
        assertThat(mail.inReplyTo()).containsExactly("<0@kept.test>");
        assertThat(mail.references()).containsExactly("<a@kept.test>", "<0@kept.test>");
        assertThat(mail.date()).isEqualTo(Instant.parse("2026-11-20T08:30:00Z"));
        assertThat(mail.returnPath()).isEqualTo("bounces@example.com");
        assertThat(mail.text()).isEqualTo("Hello\n");
        assertThat(mail.unreadable()).isNull();
        assertThat(mail.mayBeAnsweredByMachine()).isTrue();
    }

    @Test
    void aSenderThatCanBeReadInTwoWaysIsNeverTrusted() {
        for (String from :
                List.of(
                        "<a@b.com>c@d.com",
                        "<a@b.com> <c@d.com>",
                        "a@b.com, c@d.com",
                        "\"boss@firm.com\" <a@b.com>",
                        "boss@firm.com <a@b.com>",
                        "=?utf-8?q?boss=40firm.com?= <a@b.com>",
                        "\"a@b.com\"@c.com",
                        "=?utf-8?q?a=40b.com=3E?= <x@y.com> z",
                        "<@a,@b:c@d.com>",
                        "a@b.com(c@d.com",
                        "Maria <a@b.com",
                        "undisclosed",
                        "",
                        "a@b.com\r\nFrom: c@d.com",
                        "<<a@b.com>",
                        "=?utf-8?q?=61=40b.com?=")) {
            ReadMail mail = read("From: " + from + "\nSubject: x\n\nhello");
            assertThat(mail.senderIsAmbiguous()).as(from).isTrue();
            assertThat(mail.mayBeAnsweredByMachine()).isFalse();
        }
    }

    @Test
    void prefersThePlainPartAndKeepsTheHtmlAndTheFiles() {
        ReadMail mail =
                read(
                        """
                        From: a@b.com
                        Content-Type: multipart/mixed; boundary=m

                        --m
                        Content-Type: multipart/alternative; boundary=a

                        --a
                        Content-Type: text/plain; charset=iso-8859-1
                        Content-Transfer-Encoding: quoted-printable

                        f=FCr 5 =80
                        --a
                        Content-Type: multipart/related; boundary=r

                        --r
                        Content-Type: text/html; charset=utf-8

                        <p>for you</p><img src="cid:pic@1">
                        --r
                        Content-Type: image/png
                        Content-ID: <pic@1>
                        Content-Transfer-Encoding: base64

                        iVBORw==
                        --r--
                        --a--
                        --m
                        Content-Type: application/pdf; name="=?utf-8?q?Rechnung_M=C3=A4rz.pdf?="
                        Content-Disposition: attachment; filename*0*=utf-8''Rechnung%20; filename*1*=M%C3%A4rz.pdf

                        %PDF
                        --m
                        Content-Type: text/calendar; method=REQUEST

                        BEGIN:VCALENDAR
                        --m--
                        """);
        assertThat(mail.text()).isEqualTo("für 5 €");
        assertThat(mail.html()).contains("cid:pic@1");
        assertThat(mail.attachments()).extracting(Attachment::name).contains("Rechnung März.pdf");
        assertThat(mail.attachments())
                .anyMatch(file ->
                        file.contentId().equals("pic@1")
                                && file.inline()
                                && file.bytes().length == 4);
        assertThat(mail.calendars())
                .containsExactly(new CalendarPart("REQUEST", "BEGIN:VCALENDAR"));
        assertThat(mail.problems()).isEmpty();
    }

    @Test
    void htmlAloneBecomesReadableText() {
        assertThat(
                        HtmlText.of(
                                "<style>p{}</style><p>Hi&nbsp;there,</p><ul><li>one<li>two</ul>5 &lt; 6<br>bye<blockquote>old<br>words</blockquote>end"))
                .isEqualTo("Hi there,\n\n- one\n- two\n5 < 6\nbye\n> old\n> words\nend");
        assertThat(HtmlText.of("<table><tr><td>Order<td>4711<tr><td>Sum<td>9</table>a &amp;lt; b"))
                .isEqualTo("Order 4711\nSum 9\na &lt; b");
        assertThat(HtmlText.of("a<script>alert(1)</script>b<!-- c -->d <3 e"))
                .isEqualTo("abd <3 e");
    }

    @Test
    void flowedLinesGrowTogetherAgain() {
        assertThat(FlowedText.unfold("This is \none line\n> quoted \n> too\n-- \nme", false))
                .isEqualTo("This is one line\n> quoted too\n-- \nme");
    }

    @Test
    void fileNamesHoldNoPathAndNoTricks() {
        assertThat(FileName.clean("../../etc/passwd", "text/plain", 1)).isEqualTo("passwd");
        assertThat(FileName.clean("C:\\temp\\a.txt", "text/plain", 1)).isEqualTo("a.txt");
        assertThat(FileName.clean("a\u202Egpj.exe", "image/jpeg", 1)).isEqualTo("agpj.exe");
        assertThat(FileName.clean("...", "image/jpeg", 3)).isEqualTo("part-3.jpg");
        assertThat(FileName.clean("a\r\nb:c\0.txt", "", 1)).isEqualTo("abc.txt");
        assertThat(FileName.clean("x".repeat(500) + ".pdf", "", 1)).hasSize(120).endsWith(".pdf");
    }

    @Test
    void datesAreReadInTheirOldFormsToo() {
        assertThat(MailDate.parse("21 Nov 97 09:55 EST"))
                .isEqualTo(Instant.parse("1997-11-21T14:55:00Z"));
        assertThat(MailDate.parse("Mon, 2 Jan 2006 15:04:05 -0700"))
                .isEqualTo(Instant.parse("2006-01-02T22:04:05Z"));
        assertThat(read("From: a@b.com\nDate: soon\n\nx").date()).isNull();
    }

    private ReadMail read(String mail) {
        return reader.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
