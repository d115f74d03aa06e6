package kept.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kept.mail.MimeTree.Entity;
import org.jspecify.annotations.Nullable;

/// What kind of mail it is (RFC 3464, 3834, 5965 and the marks that programs used before them), and the bounce's details if it is one.
record Verdict(MailKind kind, @Nullable Bounce bounce) {
    private static final Set<String> ROBOTS =
            Phrases.set(
                    """
                    mailer-daemon|mailerdaemon|mailer_daemon|postmaster|mail-daemon|mdaemon|mailer|bounce|bounces|mailsystem|mail-delivery-subsystem|
                    no-reply-bounce|symantec_antivirus_for_smtp_gateways|notification|complaints|root
                    """);
    private static final List<String> BOUNCE_SUBJECTS =
            Phrases.list(
                    """
                    undeliver|delivery status notification|delivery failure|delivery notification|failure notice|delivery failed|delivery has failed|
                    returned mail|mail delivery|message delivery|non-delivery|nondelivery|could not be delivered|couldn't be delivered|not delivered|
                    unable to deliver|cannot be delivered|can't be delivered|unzustellbar|nicht zugestellt|zustellung|non remis|non remise|échec de la remise|
                    no se puede entregar|no se ha podido entregar|impossibile recapitare|mancato recapito|não foi possível entregar|onbestelbaar|
                    niet bezorgd|nie można dostarczyć|kan inte levereras|kunne ikke leveres|mail failed|mail system error|mail error|delay|warning: could not send|
                    rejected mail|message rejected|mail could not|user unknown|warning: message|returning message|failed mail|delivery report|
                    message you sent|problems delivering|delivery problem|mail failure|notification de remise|配信|配送|エラー|недоставлен|не доставлено
                    """);
    private static final List<String> BOUNCE_WORDS =
            Phrases.list(
                    """
                    could not be delivered|couldn't be delivered|not delivered|wasn't able to deliver|was not able to deliver|unable to deliver|
                    undeliverable|delivery has failed|delivery failed|delivery to the following|permanent error|permanent fatal errors|
                    was undeliverable|cannot be delivered|was not delivered|delivery failure|returned mail|failed to deliver|failed to be delivered|
                    delivery error|could not deliver|did not reach|following error|recipient address rejected|
                    user unknown|following recipient|following address|transcript of session
                    """);
    private static final List<String> AUTO_SUBJECTS =
            Phrases.list(
                    """
                    auto:|auto reply|auto-reply|autoreply|auto response|autoresponse|automatic reply|automated reply|automatic response|out of office|
                    out of the office|out-of-office|vacation|on vacation|away from|abwesend|abwesenheit|automatische antwort|réponse automatique|
                    absence du bureau|absent du bureau|respuesta automática|fuera de la oficina|risposta automatica|fuori sede|resposta automática|
                    fora do escritório|automatisch antwoord|afwezig|autosvar|automatiskt svar|automatisk svar|automatyczna odpowiedź|poza biurem|автоответ
                    """);

    static Verdict of(Entity mail, MailHeaders headers, String text) {
        var leaves = new ArrayList<Entity>();
        leaves(mail, leaves);
        Verdict report = report(mail, leaves, headers, text);
        return report != null ? report : new Verdict(marked(headers), null);
    }

    private static void leaves(Entity entity, List<Entity> leaves) {
        if (!entity.isMultipart()) {
            leaves.add(entity);
        }
        entity.parts().forEach(part -> leaves(part, leaves));
    }

    private static @Nullable Verdict report(
            Entity mail, List<Entity> leaves, MailHeaders headers, String text) {
        String subject =
                EncodedWords.decode(headers.first("Subject")).strip().toLowerCase(Locale.ROOT);
        String type = headers.first("Content-Type").toLowerCase(Locale.ROOT);
        if (has(leaves, "message/feedback-report")
                || type.contains("report-type=feedback-report")
                || type.contains("report-type=\"feedback-report\"")
                || isComplaint(subject, text)) {
            return new Verdict(MailKind.COMPLAINT, null);
        }
        boolean standard =
                has(leaves, "message/delivery-status")
                        || has(leaves, "message/global-delivery-status")
                        || headers.has("X-Failed-Recipients");
        boolean robot =
                isRobot(headers)
                        || (headers.has("Return-Path")
                                && headers.first("Return-Path").replace(" ", "").equals("<>"));
        boolean subjectSays =
                BOUNCE_SUBJECTS.stream().anyMatch(subject::contains)
                        && !subject.startsWith("re:")
                        && !subject.startsWith("fw");
        String start = text.substring(0, Math.min(text.length(), 8_000)).toLowerCase(Locale.ROOT);
        boolean textSays = BOUNCE_WORDS.stream().anyMatch(start::contains);
        boolean vacation = AUTO_SUBJECTS.stream().anyMatch(subject::startsWith);
        boolean told = robot && (subjectSays || (textSays && isRobot(headers))) && !vacation;
        boolean untold =
                subjectSays
                        && textSays
                        && headers.first("In-Reply-To").isEmpty()
                        && mentionsCode(start);
        if (standard || told || untold || (robot && mail.type().equals("multipart/report"))) {
            return new Verdict(MailKind.BOUNCE, BounceReader.read(leaves, headers, text));
        }
        return null;
    }

    private static boolean isComplaint(String subject, String text) {
        boolean abuse =
                subject.startsWith("email feedback report for ip")
                        || subject.contains("abuse report");
        return subject.startsWith("complaint about message from")
                || (abuse
                        && text.toLowerCase(Locale.ROOT).contains("this is an email abuse report"));
    }

    private static boolean mentionsCode(String text) {
        for (String code :
                List.of(
                        "550",
                        "554",
                        "553",
                        "552",
                        "551",
                        "5.1.",
                        "5.2.",
                        "5.7.",
                        "5.4.",
                        "4.4.",
                        "5.0.0",
                        "421 ",
                        "451 ",
                        "user unknown")) {
            if (text.contains(code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(List<Entity> leaves, String type) {
        return leaves.stream().anyMatch(leaf -> leaf.type().equals(type));
    }

    private static boolean isRobot(MailHeaders headers) {
        String from = headers.first("From").toLowerCase(Locale.ROOT);
        if (from.contains("mail delivery")
                || from.contains("mailer-daemon")
                || from.contains("mail administrator")
                || from.contains("postmaster")) {
            return true;
        }
        var mailboxes = AddressHeader.parse(headers.all("From")).mailboxes();
        return !mailboxes.isEmpty()
                && ROBOTS.contains(
                        mailboxes.getFirst().address().localPart().toLowerCase(Locale.ROOT));
    }

    private static MailKind marked(MailHeaders headers) {
        String precedence = headers.first("Precedence").strip().toLowerCase(Locale.ROOT);
        String auto = headers.first("Auto-Submitted").strip().toLowerCase(Locale.ROOT);
        String subject =
                EncodedWords.decode(headers.first("Subject")).strip().toLowerCase(Locale.ROOT);
        boolean answered = !auto.isEmpty() && !auto.startsWith("no");
        boolean older =
                headers.has("X-Autoreply")
                        || headers.has("X-Autorespond")
                        || headers.has("X-Autoresponder")
                        || headers.has("X-Mail-Autoreply")
                        || headers.first("X-Apple-Action").equalsIgnoreCase("vacation")
                        || precedence.equals("auto_reply")
                        || headers.first("X-Auto-Response-Suppress")
                                .toLowerCase(Locale.ROOT)
                                .contains("all")
                        || headers.first("Delivered-To").equalsIgnoreCase("autoresponder");
        if (answered || older || AUTO_SUBJECTS.stream().anyMatch(subject::startsWith)) {
            return MailKind.AUTO_REPLY;
        }
        if (headers.has("List-Id")
                || headers.has("List-Post")
                || headers.has("Mailing-List")
                || precedence.equals("list")) {
            return MailKind.LIST;
        }
        boolean bulk =
                precedence.equals("bulk")
                        || precedence.equals("junk")
                        || headers.has("List-Unsubscribe")
                        || headers.has("Feedback-ID");
        return bulk ? MailKind.BULK : MailKind.ORDINARY;
    }
}
