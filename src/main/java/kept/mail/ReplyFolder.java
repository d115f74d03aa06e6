package kept.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds what is new in a reply: folds quotes (`>` lines, "On ... wrote:", Outlook's header blocks, "-----Original Message-----") and
/// the signature, in thirteen languages. Line by line and in linear time; no regular expression runs over the mail.
public final class ReplyFolder {
    private static final int LONGEST_ATTRIBUTION = 400;
    private static final int LONGEST_SIGNATURE = 25;
    private static final int LONGEST_LINE = 2000;

    private static final List<String> WROTE =
            Phrases.list(
                    """
                    wrote|writes|schrieb|schreibt|a écrit|a ecrit|écrit :|écrivait|escribió|escribio|ha scritto|scrisse|escreveu|
                    escreveram|schreef|geschreven|napisał|napisal|pisze|skrev|написал|пишет|писал|kirjoitti|írta|napsal|写道|のメール
                    """);
    private static final List<String> STARTS =
            Phrases.list(
                    """
                    on |am |le |el |il |em |op |w dniu |dnia |den |på |kl |pe |dne |a |em |le |no dia |at |mon|tue|wed|thu|fri|sat|
                    sun|lun|mar|mer|jeu|ven|sam|dim|sab|dom|mån|tis|ons|tor|fre|lör|sön|man|tir|lør|søn|mo.|di.|mi.|do.|fr.|sa.|
                    so.|pon|wt|śr|czw|pt|sob
                    """);
    private static final Set<String> FROM =
            Phrases.set(
                    """
                    from|von|de|da|van|od|från|fra|от|lähettäjä|expéditeur|remitente|mittente|afzender
                    """);
    private static final Set<String> OTHER =
            Phrases.set(
                    """
                    sent|date|to|cc|subject|reply-to|importance|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto|
                    enviado el|inviato|data|a|oggetto|enviada em|enviado em|assunto|verzonden|aan|onderwerp|wysłano|do|temat|dw|
                    skickat|till|ämne|sendt|til|emne|dato|kopi|отправлено|дата|кому|тема|date d'envoi|envoyé le|gesendet am|cc:
                    """);
    private static final List<String> SENT_FROM =
            Phrases.list(
                    """
                    sent from my |sent from mail for|sent from outlook|sent from yahoo|sent from samsung|sent from proton|
                    sent with |sent via |sent using |get outlook for |via mobile|von meinem |gesendet von |gesendet mit |
                    von unterwegs|diese nachricht wurde von meinem|envoyé de mon |envoyé depuis |envoyé à partir de |
                    télécharger outlook|obtenez outlook|enviado desde mi |enviado desde |obtener outlook|inviato da |inviato dal |
                    scarica outlook|enviado do meu |enviado a partir do |enviado via |obter o outlook|verzonden vanaf |
                    verstuurd vanaf |verzonden met |wysłane z |wysłano z |skickat från |sendt fra |sendt med |skickades från |
                    отправлено с |hämta outlook|download outlook|outlook für
                    """);
    private static final Set<String> CLOSINGS =
            Phrases.set(
                    """
                    regards|best regards|kind regards|warm regards|warmest regards|many thanks|best wishes|best|all the best|
                    cheers|thanks|thank you|thanks again|thanks in advance|thank you very much|thanks so much|thanks a lot|
                    sincerely|yours sincerely|sincerely yours|yours truly|yours faithfully|yours|respectfully|cordially|take care|
                    mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|mit freundlichen grüssen|viele grüße|
                    liebe grüße|beste grüße|herzliche grüße|schöne grüße|gruß|grüße|lg|mfg|vg|danke|vielen dank|danke und gruß|
                    cordialement|bien cordialement|bien à vous|salutations|sincères salutations|meilleures salutations|merci|
                    amicalement|saludos|un saludo|saludos cordiales|atentamente|gracias|muchas gracias|cordiales saludos|
                    cordiali saluti|saluti|distinti saluti|grazie|un saluto|a presto|atenciosamente|cumprimentos|
                    com os melhores cumprimentos|obrigado|obrigada|abraços|abraço|met vriendelijke groet|met vriendelijke groeten|
                    vriendelijke groet|groeten|groet|mvg|bedankt|pozdrawiam|z poważaniem|dziękuję|serdecznie pozdrawiam|
                    med vänliga hälsningar|vänliga hälsningar|hälsningar|mvh|tack|med vennlig hilsen|vennlig hilsen|hilsen|takk|
                    med venlig hilsen|venlig hilsen|tak|de bedste hilsner
                    """);

    /// The parts of a reply; `senderName` may be empty and helps to find where the signature begins.
    public FoldedText fold(String text, String senderName) {
        var reply = new Reply(text, senderName);
        reply.markQuotes();
        reply.markSignatures();
        return new FoldedText(
                reply.joined(Part.NEW), reply.joined(Part.SIGNATURE), reply.joined(Part.QUOTED));
    }

    private enum Part {
        NEW,
        SIGNATURE,
        QUOTED
    }

    private static final class Reply {
        private final List<String> lines;
        private final Part[] parts;
        private final String sender;

        Reply(String text, String senderName) {
            lines = text.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
            parts = new Part[lines.size()];
            Arrays.fill(parts, Part.NEW);
            sender = senderName.strip().toLowerCase(Locale.ROOT);
        }

        void markQuotes() {
            for (int i = 0; i < lines.size(); i++) {
                if (isQuoted(i)) {
                    parts[i] = Part.QUOTED;
                    continue;
                }
                int attributionEnd = attributionEnd(i);
                if (attributionEnd > i) {
                    int next = nextWords(attributionEnd);
                    if (next < lines.size() && isQuoted(next)) {
                        mark(i, attributionEnd, Part.QUOTED);
                        i = attributionEnd - 1;
                    } else {
                        mark(i, lines.size(), Part.QUOTED);
                        return;
                    }
                } else if (isSeparator(i) || isHeaderBlock(i)) {
                    mark(ruleBefore(i), lines.size(), Part.QUOTED);
                    return;
                }
            }
        }

        private boolean isQuoted(int i) {
            String line = lines.get(i);
            int at = 0;
            while (at < line.length()
                    && at < 4
                    && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
            return at < line.length() && (line.charAt(at) == '>' || line.charAt(at) == '\uFF1E');
        }

        /// The line after an attribution that starts at `start`, or `start` if none starts there.
        private int attributionEnd(int start) {
            String first = words(start);
            if (first.isEmpty() || !startsLikeAttribution(first)) {
                return start;
            }
            var joined = new StringBuilder();
            for (int i = start; i < Math.min(start + 5, lines.size()); i++) {
                String line = words(i);
                if (line.isEmpty()
                        || (i > start && isQuoted(i))
                        || joined.length() + line.length() > LONGEST_ATTRIBUTION) {
                    break;
                }
                joined.append(joined.isEmpty() ? "" : " ").append(line);
                if (endsLikeAttribution(joined.toString())) {
                    return i + 1;
                }
            }
            // Some programs name only date and address before the quote.
            int next = nextWords(start + 1);
            boolean quoteFollows = next < lines.size() && isQuoted(next);
            boolean addressed = first.contains("@") && (first.endsWith(">") || first.endsWith(":"));
            return quoteFollows && addressed && first.chars().anyMatch(Character::isDigit)
                    ? start + 1
                    : start;
        }

        private static boolean startsLikeAttribution(String line) {
            return Character.isDigit(line.charAt(0))
                    || line.contains("@")
                    || line.charAt(0) == '"'
                    || STARTS.stream().anyMatch(line::startsWith);
        }

        private static boolean endsLikeAttribution(String text) {
            if (!text.endsWith(":") && !text.endsWith("：") && !text.endsWith("-")) {
                return false;
            }
            return text.chars().anyMatch(Character::isDigit)
                    && WROTE.stream().anyMatch(text::contains);
        }

        /// `-----Original Message-----` in any language: a few words between dashes.
        private boolean isSeparator(int i) {
            String line = lines.get(i).strip();
            if (line.length() > 80 || line.length() < 12) {
                return line.toLowerCase(Locale.ROOT).equals("begin forwarded message:");
            }
            int from = 0;
            while (from < line.length() && (line.charAt(from) == '-' || line.charAt(from) == '_')) {
                from++;
            }
            int to = line.length();
            while (to > from && (line.charAt(to - 1) == '-' || line.charAt(to - 1) == '_')) {
                to--;
            }
            String inner = line.substring(from, to).strip();
            boolean words =
                    inner.length() >= 5
                            && inner.codePoints()
                                    .allMatch(c ->
                                            Character.isLetter(c)
                                                    || c == ' '
                                                    || c == '\''
                                                    || c == '’');
            boolean dashed = from >= 2 && line.length() - to >= 2 && words && nextIsHeader(i + 1);
            String lower = line.toLowerCase(Locale.ROOT);
            return dashed
                    || lower.equals("begin forwarded message:")
                    || lower.equals("anfang der weitergeleiteten nachricht:")
                    || (from >= 5 && to < line.length() - 4 && words);
        }

        private boolean nextIsHeader(int i) {
            int next = nextWords(i);
            return next < lines.size() && !key(next).isEmpty();
        }

        private boolean isHeaderBlock(int start) {
            String first = key(start);
            if (!FROM.contains(first) && !OTHER.contains(first)) {
                return false;
            }
            var seen = new ArrayList<String>();
            boolean from = false;
            for (int i = start, blanks = 0;
                    i < Math.min(start + 14, lines.size()) && blanks < 2;
                    i++) {
                String key = key(i);
                blanks = lines.get(i).isBlank() ? blanks + 1 : 0;
                if (FROM.contains(key)) {
                    from = true;
                } else if (OTHER.contains(key) && !seen.contains(key)) {
                    seen.add(key);
                }
            }
            return from && seen.size() >= 2;
        }

        /// The name before the colon in lower case, without the stars and blanks that mark bold, or an empty string.
        private String key(int i) {
            String line = lines.get(i);
            int colon = line.indexOf(':');
            if (colon < 1 || colon > 25) {
                return "";
            }
            return line.substring(0, colon)
                    .replace("*", "")
                    .replace("\u00a0", " ")
                    .strip()
                    .toLowerCase(Locale.ROOT);
        }

        private int ruleBefore(int i) {
            int before = i - 1;
            while (before >= 0 && lines.get(before).isBlank()) {
                before--;
            }
            return before >= 0 && isRule(lines.get(before).strip(), 5) ? before : i;
        }

        private static boolean isRule(String line, int least) {
            return line.length() >= least
                    && line.chars()
                            .allMatch(
                                    c -> c == '_' || c == '-' || c == '=' || c == '—' || c == '*');
        }

        void markSignatures() {
            int i = 0;
            while (i < lines.size()) {
                int end = i;
                while (end < lines.size() && parts[end] == Part.NEW) {
                    end++;
                }
                int start = signatureStart(i, end);
                mark(start, end, Part.SIGNATURE);
                i = end + 1;
            }
        }

        private int signatureStart(int from, int to) {
            int end = to;
            while (end > from && lines.get(end - 1).isBlank()) {
                end--;
            }
            int first = from;
            while (first < end && lines.get(first).isBlank()) {
                first++;
            }
            for (int i = first; i < end; i++) {
                if (isDelimiter(lines.get(i))
                        && (i > first || end - first > 1)
                        && end - i <= 2 * LONGEST_SIGNATURE) {
                    return withClosingBefore(first, i);
                }
            }
            int start = end;
            for (int i = end - 1; i > first - 1 && i >= end - LONGEST_SIGNATURE; i--) {
                if (isSentFrom(i) && onlyShort(i, end)) {
                    start = i;
                } else if (i > first
                        && (isClosing(i, end) || isDashedName(i, end) || isSender(i) || isMarked(i))
                        && onlyShort(i, end)) {
                    start = i;
                }
            }
            return start == end ? contactBlock(first, end) : withClosingBefore(first, start);
        }

        /// "Best regards" and a name before the delimiter belong to the signature.
        private int withClosingBefore(int first, int start) {
            int words = 0;
            for (int i = start - 1; i > first && i >= start - 8 && words < 4; i--) {
                if (lines.get(i).isBlank()) {
                    continue;
                }
                words++;
                if (isClosing(i, start) || isDashedName(i, start)) {
                    return i;
                }
                if (lines.get(i).strip().length() > 40) {
                    return start;
                }
            }
            return start;
        }

        private static boolean isDelimiter(String line) {
            String plain = line.stripTrailing();
            return plain.equals("--")
                    || plain.equals("—")
                    || plain.equals("-- --")
                    || plain.equals("__")
                    || (isRule(plain, 6) && plain.charAt(0) != '*');
        }

        private boolean isSentFrom(int i) {
            String line = words(i).replace('’', '\'');
            if (line.length() > 90 || line.isEmpty()) {
                return false;
            }
            // A sentence that happens to begin like that goes on after a comma or ends with a full
            // stop.
            boolean sentence =
                    line.contains(", ") || (line.endsWith(".") && line.split(" ").length > 9);
            return !sentence && SENT_FROM.stream().anyMatch(line::startsWith);
        }

        private boolean isClosing(int i, int end) {
            String line = words(i);
            while (!line.isEmpty() && ",.!-: ".indexOf(line.charAt(line.length() - 1)) >= 0) {
                line = line.substring(0, line.length() - 1);
            }
            if (!CLOSINGS.contains(line)) {
                int comma = line.indexOf(',');
                boolean named =
                        comma > 0
                                && CLOSINGS.contains(line.substring(0, comma))
                                && line.length() - comma < 25;
                return named && i >= end - 3;
            }
            int next = nextWords(i + 1);
            return next < end || i == end - 1;
        }

        private boolean isDashedName(int i, int end) {
            String line = lines.get(i).strip();
            if (line.length() < 3
                    || line.length() > 40
                    || !(line.startsWith("-") || line.startsWith("–") || line.startsWith("~"))) {
                return false;
            }
            String name = line.substring(1).strip();
            boolean capital =
                    !name.isEmpty()
                            && Character.isUpperCase(name.charAt(0))
                            && name.split(" ").length <= 3;
            boolean alone = i > 0 && !lines.get(i - 1).strip().startsWith("-");
            return capital
                    && alone
                    && nextWords(i + 1) >= end - LONGEST_SIGNATURE
                    && !name.contains(":");
        }

        private boolean isSender(int i) {
            String line = words(i);
            if (sender.isEmpty() || line.length() < 2 || line.length() > 60) {
                return false;
            }
            int space = sender.indexOf(' ');
            String given = space < 0 ? sender : sender.substring(0, space);
            return line.equals(sender)
                    || line.equals(given)
                    || line.startsWith(sender + ",")
                    || (space > 0 && line.contains(sender) && line.length() < sender.length() + 12);
        }

        private boolean isMarked(int i) {
            return lines.get(i).startsWith("#sig#");
        }

        private boolean onlyShort(int from, int end) {
            int shown = 0;
            for (int i = from; i < end; i++) {
                String line = lines.get(i);
                if (line.length() > 120 && !line.contains("://")) {
                    return false;
                }
                shown += line.isBlank() ? 0 : 1;
            }
            return shown <= LONGEST_SIGNATURE;
        }

        /// A last paragraph that names a person and how to reach them.
        private int contactBlock(int first, int end) {
            int start = end;
            while (start > first && !lines.get(start - 1).isBlank() && end - start < 10) {
                start--;
            }
            if (start <= first || end - start < 2 || end - start > 8) {
                return end;
            }
            int contacts = 0;
            for (int i = start; i < end; i++) {
                String line = lines.get(i).strip();
                if (line.length() > 70 || line.endsWith("?")) {
                    return end;
                }
                contacts += isContact(line) ? 1 : 0;
            }
            String top = lines.get(start).strip();
            boolean name =
                    Character.isUpperCase(top.codePointAt(0))
                            && top.split(" ").length <= 5
                            && !top.endsWith(".")
                            && !top.endsWith(":");
            return name && contacts * 2 >= end - start ? start : end;
        }

        private static boolean isContact(String line) {
            long digits = line.chars().filter(Character::isDigit).count();
            return (line.contains("@") && !line.contains("  "))
                    || line.startsWith("www.")
                    || line.contains("://")
                    || (digits >= 7 && digits * 2 >= line.length() - 12);
        }

        private int nextWords(int from) {
            int i = from;
            while (i < lines.size() && lines.get(i).isBlank()) {
                i++;
            }
            return i;
        }

        /// The line in lower case without the dashes, stars and blanks that decorate it.
        private String words(int i) {
            String line = lines.get(i);
            String plain =
                    (line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
                            .replace("*", "")
                            .replace('\u00a0', ' ')
                            .replace('\u202f', ' ')
                            .strip()
                            .toLowerCase(Locale.ROOT);
            int from = 0;
            while (from < plain.length()
                    && (plain.charAt(from) == '-' || plain.charAt(from) == ' ')) {
                from++;
            }
            return plain.substring(from);
        }

        private void mark(int from, int to, Part part) {
            for (int i = from; i < to; i++) {
                parts[i] = part;
            }
        }

        String joined(Part part) {
            var text = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                if (parts[i] == part) {
                    text.append(lines.get(i)).append('\n');
                } else if (part == Part.NEW && i > 0 && parts[i - 1] == Part.NEW) {
                    text.append('\n');
                }
            }
            return text.toString().strip();
        }
    }
}
