package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFolderTest {
    private final ReplyFolder folder = new ReplyFolder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, Apr 2, 2012 at 6:26 PM, Megan One <m@example.com> wrote:",
                "On 2 Apr 2012, at 18:26, Megan\nOne <m@example.com>\nwrote:",
                "Am 02.04.2012 um 18:26 schrieb Megan One <m@example.com>:",
                "Le lun. 2 avr. 2012 à 18:26, Megan One <m@example.com> a écrit :",
                "El lun, 2 abr 2012 a las 18:26, Megan One (<m@example.com>) escribió:",
                "Il giorno lun 2 apr 2012 alle ore 18:26 Megan One <m@example.com> ha scritto:",
                "Em seg., 2 de abr. de 2012 às 18:26, Megan One <m@example.com> escreveu:",
                "Op ma 2 apr. 2012 om 18:26 schreef Megan One <m@example.com>:",
                "W dniu 2.04.2012 o 18:26, Megan One pisze:",
                "pon., 2 kwi 2012 o 18:26 Megan One <m@example.com> napisał(a):",
                "Den mån 2 apr. 2012 kl 18:26 skrev Megan One <m@example.com>:",
                "man. 2. apr. 2012 kl. 18:26 skrev Megan One <m@example.com>:",
                "02.04.2012 18:26 пользователь \"m@example.com\" <\nm@example.com> написал:",
                "-----Original Message-----\nFrom: Megan\nSent: Monday",
                "-----Ursprüngliche Nachricht-----\nVon: Megan\nGesendet: Montag",
                "________________________________\nVon: Megan One <m@example.com>\nGesendet: Montag, 2. April 2012 18:26\nAn: Maria\nBetreff: Hallo",
                "De : Megan One <m@example.com>\nEnvoyé : lundi 2 avril 2012\nÀ : Maria\nObjet : Bonjour",
                "De: Megan One\nEnviado el: lunes\nPara: Maria\nAsunto: Hola",
                "Da: Megan One\nInviato: lunedì\nA: Maria\nOggetto: Ciao",
                "De: Megan One\nEnviada em: segunda\nPara: Maria\nAssunto: Olá",
                "Van: Megan One\nVerzonden: maandag\nAan: Maria\nOnderwerp: Hallo",
                "Od: Megan One\nWysłano: poniedziałek\nDo: Maria\nTemat: Cześć",
                "Från: Megan One\nSkickat: måndag\nTill: Maria\nÄmne: Hej",
                "Fra: Megan One\nSendt: mandag\nTil: Maria\nEmne: Hei",
                "*From:* Megan One\n*Sent:* Monday\n*To:* Maria\n*Subject:* Hello",
                "Begin forwarded message:\n\nFrom: Megan"
            })
    void foldsWhatTheOtherSideWroteBefore(String attribution) {
        FoldedText folded =
                folder.fold(
                        "It works now.\n\nSee you on 3 May.\n\n"
                                + attribution
                                + "\n\nHi Maria,\ndoes it work?\n",
                        "");
        assertThat(folded.visible()).isEqualTo("It works now.\n\nSee you on 3 May.");
        assertThat(folded.quoted()).contains("does it work?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- \nMaria López\nSales", "Sent from my iPhone", "Von meinem iPhone gesendet",
                        "Envoyé de mon iPhone", "Enviado desde mi iPhone", "Inviato da iPhone",
                        "Verstuurd vanaf mijn iPhone",
                "Wysłane z iPhone'a", "Skickat från min iPhone", "Sendt fra min iPhone",
                        "Enviado do meu iPhone", "Get Outlook for Android", "Best regards,\nMaria",
                        "Mit freundlichen Grüßen\n\nMaria López\nVertrieb",
                "-Maria", "Maria López\nmaria@example.com\n+34 911 23 45 67",
                        "Cordialement,\nMaria", "Med venlig hilsen\nMaria"
            })
    void foldsTheSignature(String signature) {
        FoldedText folded = folder.fold("It works now.\n\n" + signature, "Maria López");
        assertThat(folded.visible()).isEqualTo("It works now.");
        assertThat(folded.signature()).isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On your remote host you can run:\n\n  telnet 127.0.0.1",
                "Sent from my desk, it is much easier than by phone.",
                "Thanks, that helps a lot. When will it come?",
                "From: here it goes to the station\nand then home.",
                "I ordered:\n- one lamp\n- two chairs\n- Three tables",
                "He wrote: call me at 5.",
                "a -- b is not a signature",
                "Thank you"
            })
    void keepsWhatOnlyLooksLikeAQuoteOrSignature(String text) {
        assertThat(folder.fold(text, "").visible()).isEqualTo(text);
    }

    @Test
    void answersBetweenTheQuotedLinesStayVisible() {
        FoldedText folded =
                folder.fold(
                        "On 1 May 2026 Bo wrote:\n> Which size?\n\nLarge.\n\n> Which colour?\n\nBlue.\n",
                        "");
        assertThat(folded.visible()).containsSubsequence("Large.", "Blue.").doesNotContain("size");
    }

    @Test
    @Timeout(120)
    void takesLinearTimeOnWhatIsMadeToBeSlow() {
        for (String piece :
                List.of(
                        "On ",
                        "On 1 a@b \n",
                        ">",
                        "-",
                        "- \n",
                        "From:\n",
                        "-- \n",
                        "_",
                        "Thanks,\n",
                        "\n",
                        " ",
                        "On 1 wrote\n",
                        "a@b\n")) {
            folder.fold(piece.repeat(2_000_000 / piece.length()), "On");
        }
    }

    @Test
    void measuresItselfOnPublicReplies() {
        Path talon = SharedData.folder("talon/fixtures");
        Path parser = SharedData.folder("email_reply_parser/emails");
        var wrong = new ArrayList<String>();
        int all = 0;
        for (Path mail : SharedData.files(talon.resolve("standard_replies"), ".eml")) {
            all++;
            String text = new MailReader(Budget.forStrangers()).read(SharedData.bytes(mail)).text();
            check(mail, folder.fold(text, "").visible(), "Hello", wrong);
        }
        for (Path html : SharedData.files(talon.resolve("html_replies"), ".html")) {
            all++;
            FoldedText folded = folder.fold(HtmlText.of(text(html)), "");
            check(
                    html,
                    folded.visible() + "\n" + folded.signature(),
                    "Hi. I am fine.\n\nThanks,\nAlex",
                    wrong);
        }
        for (Path body : SharedData.files(talon.resolve("signature/emails/stripped"), "_body")) {
            all++;
            String base = body.toString().substring(0, body.toString().length() - 5);
            String sender = text(Path.of(base + "_sender")).strip();
            check(
                    body,
                    folder.fold(text(body), sender).signature(),
                    text(Path.of(base + "_signature")),
                    wrong);
        }
        for (var expected : visibleParts().entrySet()) {
            all++;
            Path mail = parser.resolve(expected.getKey() + ".txt");
            String visible = words(folder.fold(text(mail), "").visible());
            String all0 = words(text(mail));
            String wanted = expected.getValue().equals("*") ? all0 : words(expected.getValue());
            if (!visible.equals(wanted)) {
                wrong.add(
                        mail.getFileName()
                                + ": "
                                + visible.substring(0, Math.min(300, visible.length())));
            }
        }
        System.out.println("replies: " + (all - wrong.size()) + " of " + all + " right");
        wrong.forEach(System.out::println);
        assertThat(all - wrong.size()).isGreaterThanOrEqualTo(all - 1);
    }

    private static Map<String, String> visibleParts() {
        var parts = new LinkedHashMap<String, String>();
        parts.put(
                "email_1_1",
                "Hi folks What is the best way to clear a Riak bucket of all key, values after running a test? I am currently using the Java HTTP API.");
        parts.put("email_1_3", "Oh thanks. Having the function would be great.");
        parts.put("email_1_4", "Awesome! I haven't had another problem with it.");
        parts.put("email_1_5", "*");
        parts.put("email_1_7", ":+1:");
        parts.put("email_1_8", "I will reply under this one and under this.");
        parts.put("email_2_1", "Outlook with a reply");
        parts.put("email_2_2", "Outlook with a reply directly above line");
        parts.put("email_2_3", "Outlook with a reply directly above line");
        parts.put("email_BlackBerry", "Here is another email");
        parts.put("email_iPhone", "Here is another email");
        parts.put("email_multi_word_sent_from_my_mobile_device", "Here is another email");
        parts.put(
                "email_one_is_not_on",
                "Thank, this is really helpful. One outstanding question I had: Locally (on development), when I run...");
        parts.put("email_sent_from_my_not_signature", "*");
        parts.put("email_sig_delimiter_in_middle_of_line", "*");
        parts.put("correct_sig", "this is an email with a correct -- signature.");
        parts.put(
                "greedy_on",
                "On your remote host you can run: telnet 127.0.0.1 52698 This should connect to TextMate (on your Mac, via the tunnel). If that fails, the tunnel is not working.");
        parts.put(
                "pathological",
                "I think you're onto something. I will try to fix the problem as soon as I get back to a computer.");
        return parts;
    }

    private static void check(Path mail, String found, String expected, List<String> wrong) {
        if (!words(found).equals(words(expected))) {
            wrong.add(mail.getFileName() + ": " + words(found));
        }
    }

    private static String words(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }

    private static String text(Path file) {
        return new String(SharedData.bytes(file), StandardCharsets.UTF_8);
    }
}
