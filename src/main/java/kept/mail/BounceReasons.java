package kept.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Sorts the words and codes of mail servers into reasons: the server's own words first, because codes are used loosely, then the
/// enhanced status (RFC 3463), then the bare reply (RFC 5321).
final class BounceReasons {
    private static final List<Map.Entry<BounceReason, List<String>>> WORDS = words();

    private BounceReasons() {}

    /// @param diagnostic what the far server said, may be empty
    /// @param code the status code within it, may be empty
    /// @param claimed the status the reporting server gives, may be empty
    /// @param report the words of the report before the returned mail
    static BounceReason of(
            String diagnostic, String code, String claimed, String action, String report) {
        BounceReason exact = byExactStatus(code.isEmpty() ? EnhancedStatus.in(report) : code);
        if (exact != BounceReason.UNDEFINED) {
            return exact;
        }
        BounceReason found = loosely(diagnostic, code, claimed, action, report);
        // Nobody refuses a user whom they do not know only after having taken the whole mail: that
        // was a filter.
        boolean afterData =
                holds(
                                diagnostic.toLowerCase(Locale.ROOT)
                                        + report.toLowerCase(Locale.ROOT),
                                "end of data")
                        || diagnostic.contains("reply to DATA");
        boolean mailbox = code.equals("5.2.0") || claimed.equals("5.2.0");
        return found == BounceReason.USER_UNKNOWN
                        && (mailbox || (afterData && !code.equals("5.1.1")))
                ? BounceReason.FILTERED
                : found;
    }

    private static BounceReason byExactStatus(String status) {
        return switch (status) {
            case "5.7.20", "5.7.21", "5.7.22", "5.7.23", "5.7.24", "5.7.26" ->
                    BounceReason.AUTH_FAILURE;
            case "5.7.25" -> BounceReason.REQUIRE_PTR;
            case "5.7.13" -> BounceReason.SUSPENDED;
            case "5.1.2" -> BounceReason.HOST_UNKNOWN;
            case "5.1.6" -> BounceReason.HAS_MOVED;
            case "5.1.10" -> BounceReason.USER_UNKNOWN;
            case "5.2.2", "4.2.2" -> BounceReason.MAILBOX_FULL;
            default -> BounceReason.UNDEFINED;
        };
    }

    private static BounceReason loosely(
            String diagnostic, String code, String claimed, String action, String report) {
        BounceReason said = byWords(diagnostic);
        if (said != BounceReason.UNDEFINED) {
            return said;
        }
        BounceReason reported = byWords(report);
        if (diagnostic.isEmpty() && reported != BounceReason.UNDEFINED) {
            return reported;
        }
        BounceReason coded = byStatus(code);
        if (coded == BounceReason.UNDEFINED || code.endsWith(".0.0")) {
            coded = byStatus(claimed);
        }
        if (coded != BounceReason.UNDEFINED) {
            return coded;
        }
        if (reported != BounceReason.UNDEFINED) {
            return reported;
        }
        coded = byStatus(EnhancedStatus.in(report));
        if (coded != BounceReason.UNDEFINED) {
            return coded;
        }
        if (action.equals("delayed")) {
            return BounceReason.EXPIRED;
        }
        return byReply(EnhancedStatus.reply(diagnostic.isEmpty() ? report : diagnostic));
    }

    private static BounceReason byWords(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replace('’', '\'');
        if (lower.isBlank()) {
            return BounceReason.UNDEFINED;
        }
        for (var entry : WORDS) {
            for (String phrase : entry.getValue()) {
                if (holds(lower, phrase)) {
                    return entry.getKey();
                }
            }
        }
        return BounceReason.UNDEFINED;
    }

    /// Whether the phrase stands there and does not begin inside a word: "locked" is not in "blocked".
    private static boolean holds(String text, String phrase) {
        int at = text.indexOf(phrase);
        while (at > 0
                && Character.isLetter(phrase.charAt(0))
                && Character.isLetter(text.charAt(at - 1))) {
            at = text.indexOf(phrase, at + 1);
        }
        return at >= 0;
    }

    private static BounceReason byStatus(String status) {
        if (status.length() < 5) {
            return BounceReason.UNDEFINED;
        }
        boolean permanent = status.charAt(0) == '5';
        return switch (status.substring(2)) {
            case "1.0", "1.1", "1.10", "1.3" ->
                    permanent ? BounceReason.USER_UNKNOWN : BounceReason.UNDEFINED;
            case "1.2", "4.4" -> permanent ? BounceReason.HOST_UNKNOWN : BounceReason.NETWORK_ERROR;
            case "1.6" -> BounceReason.HAS_MOVED;
            case "1.7", "1.8", "7.27" -> BounceReason.REJECTED;
            case "1.9", "2.4", "3.1", "3.2", "3.5", "4.3", "4.5" -> BounceReason.SYSTEM_ERROR;
            case "2.1", "2.0", "7.13" -> permanent ? BounceReason.SUSPENDED : BounceReason.FILTERED;
            case "2.2" -> BounceReason.MAILBOX_FULL;
            case "2.3", "3.4" -> BounceReason.MESSAGE_TOO_BIG;
            case "4.1", "4.7", "4.0" -> BounceReason.EXPIRED;
            case "4.2", "4.6" -> BounceReason.NETWORK_ERROR;
            case "3.3", "5.0", "5.1", "5.2", "5.4" -> BounceReason.SYNTAX_ERROR;
            case "5.3" -> BounceReason.TOO_MANY_CONNECTIONS;
            case "6.0", "6.1", "6.2", "6.3", "6.5", "6.6" -> BounceReason.CONTENT_ERROR;
            case "7.0", "7.1", "7.2", "7.3" -> BounceReason.POLICY_VIOLATION;
            case "7.4", "7.5", "7.6", "7.7", "7.8", "7.9" -> BounceReason.SECURITY_ERROR;
            case "7.20", "7.21", "7.22", "7.23", "7.24", "7.26" -> BounceReason.AUTH_FAILURE;
            case "7.25" -> BounceReason.REQUIRE_PTR;
            default -> BounceReason.UNDEFINED;
        };
    }

    private static BounceReason byReply(int reply) {
        return switch (reply) {
            case 550, 551, 553 -> BounceReason.USER_UNKNOWN;
            case 552 -> BounceReason.MAILBOX_FULL;
            case 450, 451 -> BounceReason.EXPIRED;
            case 452 -> BounceReason.SYSTEM_FULL;
            case 421 -> BounceReason.EXPIRED;
            case 500, 501, 502, 503, 504 -> BounceReason.SYNTAX_ERROR;
            default -> BounceReason.UNDEFINED;
        };
    }

    private static List<Map.Entry<BounceReason, List<String>>> words() {
        var all = new ArrayList<Map.Entry<BounceReason, List<String>>>();
        add(
                all,
                BounceReason.MAILBOX_FULL,
                Phrases.list(
                        """
                        mailbox full|mailbox is full|mailbox exceeds|mailbox has exceeded|over quota|overquota|quota exceed|exceeded storage|exceeds storage|exceeded their storage|
                        mailfolder is full|mail box full|maildir over|quota full|is over disk quota|disk quota|mailbox size limit|boite du destinataire pleine|user is over quota|
                        exceeded his|has exceeded the limit|mailbox quota|inbox is full|recipient's mailbox|mailbox storage|postfach ist voll|postfach voll|
                        buzón lleno|casella piena|user has exhausted|account is full|not enough storage space in|too much mail data|user has too many messages|size of the mailbox|
                        exceeded mailbox|message does not fit|quota violation|out of storage
                        """));
        add(
                all,
                BounceReason.AUTH_FAILURE,
                Phrases.list(
                        """
                        spf check|spf:|fails spf|failed spf|spf record|spf authentication|spf validation|sender policy framework|failed dkim|dkim check|dmarc|dkim signature|
                        doesn't meet the required authentication|sender id (pra)|spf (sender|not authorized to send from|sender authentication
                        """));
        add(
                all,
                BounceReason.REQUIRE_PTR,
                Phrases.list(
                        """
                        reverse dns|ptr record|ptr-record|rdns|no ptr|unresolvable relay host|does not resolve to|cannot find your reverse|cannot resolve your|
                        client host rejected: cannot find your hostname|cannot find your hostname|forward-confirmed|fix reverse
                        """));
        add(
                all,
                BounceReason.BAD_REPUTATION,
                Phrases.list("reputation|user complaints|poor reputation"));
        add(
                all,
                BounceReason.TOO_MANY_CONNECTIONS,
                Phrases.list(
                        """
                        too many concurrent|too many recipients|maximum number of recipients|frequency limited|too many connections|too many smtp sessions|connection rate limit|concurrent connections|number of concurrent|
                        too many hosts|exceeded the maximum number of connections|too many sessions|connection limit
                        """));
        add(
                all,
                BounceReason.SPEEDING,
                Phrases.list(
                        """
                        please try again slower|this hour|receiving mail at a rate|rate that prevents|too many messages in|sending rate|too fast|slow down|throttl|rate limit
                        """));
        add(
                all,
                BounceReason.BLOCKED,
                Phrases.list(
                        """
                        blocklist|blacklist|black list|blocked using|spamhaus|spamcop|dnsbl|rbl|blocked by|ip address is block|your ip|client host [|access denied, banned|
                        bad dns|blocked - see|s3150|your network is on our block|is listed|listed by|listed on|listed at|refused by zen|mail server temporarily rejected|host is not allowed|
                        connection refused by|connections from this host|temporarily deferred due to|no access from mail server|connection dropped due|blocked for abuse|
                        unable to accept mail from|ip not allowed|client address|is in a black|banned sending ip|service not available, closing
                        """));
        add(all, BounceReason.VIRUS_DETECTED, Phrases.list("virus|malware|infected|trojan|worm"));
        add(
                all,
                BounceReason.SPAM_DETECTED,
                Phrases.list(
                        """
                        looks like spam|considered spam|detected as spam|identified as spam|spam message|appears to be spam|unsolicited|classified as spam|spam score|spam content|
                        content filter|rejected as spam|spam detected|is spam|bulk mail|message contains spam|spam mail|spam-like|marked as spam|suspected spam|bulk e-mail|spamassassin|high probability of spam|antispam|spam|ube
                        """));
        add(
                all,
                BounceReason.SUSPENDED,
                Phrases.list(
                        """
                        account is disabled|mailbox disabled|account disabled|is suspended|account suspended|is inactive|mailbox is inactive|account has been suspended|has been disabled|
                        account inactive|mailbox unavailable or access denied|invalid/inactive|is not active|inactive user|not activated|temporarily suspended|mailbox is frozen|
                        account expired|mailbox currently suspended|account temporarily disabled|locked|user suspended|account deactivated|disabled due to inactivity|is temporarily disabled|disabled or discontinued
                        """));
        add(
                all,
                BounceReason.REJECTED,
                Phrases.list(
                        "domain of sender|sender address rejected|sender rejected|sender verify|sender domain|purported responsible|sender address has been"));
        add(
                all,
                BounceReason.HAS_MOVED,
                Phrases.list(
                        "address changed|has moved|no longer at this address|user has moved|replaced by|has been replaced|new address is"));
        add(
                all,
                BounceReason.HOST_UNKNOWN,
                Phrases.list(
                        """
                        host unknown|unknown host|host not found|domain not found|name or service not known|domain does not exist|domain doesn't exist|no such domain|
                        no such host|unrouteable address|unrouteable mail domain|unrouteable domain|domain name not found|name service error|dns domain|non-existent domain|nonexistent domain|
                        unknown domain|couldn't find any host|domain is not reachable|domain must exist|recipient domain must|invalid domain name|nxdomain|host or domain name not found|
                        no route to domain|domain name is not|bad destination host|illegal host|all relevant mx records point to non-existent|unresolvable domain|responded with code nxdomain
                        """));
        add(
                all,
                BounceReason.NOT_ACCEPT,
                Phrases.list(
                        """
                        no mx record|does not accept mail|doesn't accept mail|null mx|nullmx|does not accept email|smtp protocol returned a permanent error|not accepting mail|name server: .: host not found|host does not accept
                        """));
        add(
                all,
                BounceReason.EXCEED_LIMIT,
                Phrases.list(
                        "message size exceeds limit for|message too large for this|exceeds your quota|max message size for this user"));
        add(
                all,
                BounceReason.MESSAGE_TOO_BIG,
                Phrases.list(
                        """
                        message too big|message too large|too large|exceeds maximum message size|exceeds maximum fixed size|size limit|message size exceeds|exceeded maximum size|max message size|
                        message length exceeds|message exceeded|exceeds size limit|too big
                        """));
        add(
                all,
                BounceReason.NO_RELAYING,
                Phrases.list(
                        """
                        relay access denied|relaying denied|relaying not|relay not permitted|not permitted to relay|unable to relay|relaying is prohibited|relay denied|that domain isn't in my list|
                        insecure mail relay|domain isn't in my|mail relay|no relaying|this system is not configured to relay|relay not allowed|we do not relay|open relay|relaying to
                        """));
        add(
                all,
                BounceReason.SYSTEM_FULL,
                Phrases.list(
                        "requested mail action aborted: exceeded|insufficient disk space|mail system full|insufficient system storage|no space left"));
        add(
                all,
                BounceReason.MAILER_ERROR,
                Phrases.list(
                        """
                        |exited with|command failed|x-unix;|procmail|pipe to|unknown mailer error|local configuration error|command time|child status|died with signal|mailer error|pipe returned
                        """
                                .substring(1)));
        add(
                all,
                BounceReason.NOT_COMPLIANT,
                Phrases.list(
                        "rfc 5322|rfc5322|rfc 5321|not rfc|rfc 2822|rfc2822|duplicate header|messages with multiple|multiple addresses in from|multiple from|malformed header"));
        add(
                all,
                BounceReason.CONTENT_ERROR,
                Phrases.list(
                        "improper use of 8-bit|body type not supported|mime error|message content rejected|message body|attachment|illegal content|blank subject"));
        add(
                all,
                BounceReason.USER_UNKNOWN,
                Phrases.list(
                        """
                        user unknown|unknown user|no valid recipients|invalid final delivery userid|not recognized|not listed in|no such user|no such mailbox|no such recipient|no such address|does not exist|doesn't exist|unknown recipient|recipient unknown|user not found|
                        mailbox not found|mailbox unavailable|invalid recipient|invalid user|unknown address|address unknown|unknown local|no mailbox here|not our customer|recipient not found|
                        addressee unknown|bad address|not a valid mailbox|not listed in|no user|user doesn't|invalid mailbox|recipient address rejected: unknown|recipientnotfound|
                        not a known user|not known|email account that you tried to reach|wasn't found|not found by smtp|no existing|unable to find recipient|invalid address|recipient does not|
                        cannot find address|undeliverable address|no longer available|destination addresses were unknown|user is unknown|unknown to|unknown virtual|non-existent|
                        nonexistent|address not present|recipient is not|not exist|account not found|bad recipient|address you entered couldn't be found|couldn't be found or|is a deactivated|
                        no account|illegal alias|mailbox does|unknown account|adresse d au moins un|this user doesn't have|recipient rejected|unbekannt|n'existe pas|no existe|sconosciut|email address wasn't found|not have an account|mail receiver isn't|message could not be delivered to user|invalid alias
                        """));
        add(
                all,
                BounceReason.EXPIRED,
                Phrases.list(
                        """
                        delivery time expired|envelope expired|did not accept our requests to connect|connection timed out|timed out|retry timeout|retry time|delivery expired|could not be delivered for|too long in|message expired|
                        undeliverable for|not been delivered|been in the queue|delivery attempts|delivery temporarily suspended|still being retried|not yet been delivered|has been delayed|
                        deferred|could not be delivered within|for more than|queue too long|was not reachable within|unable to deliver message after|giving up|4.4.7|time limit|retried for|
                        attempts to deliver|mail expired|have not been able to deliver|message has been in|stopped trying|host did not respond|no valid hosts|exceeded maximum retry|max time|delayed|will keep trying|cannot connect to|not responding|connection refused|conversation with
                        """));
        add(
                all,
                BounceReason.POLICY_VIOLATION,
                Phrases.list(
                        """
                        policy|not permitted|prohibited|administratively|prohibits|administrative prohibition|due to local policy|forbidden|delivery not authorized|
                        for guidelines|disallow|message refused|protection|mail refused|security policies|restrict
                        """));
        add(
                all,
                BounceReason.SECURITY_ERROR,
                Phrases.list(
                        "unauthenticated|authentication|tls|starttls|ssl|certificate|encryption|insufficient permission|credentials|must issue a|password"));
        add(
                all,
                BounceReason.REJECTED,
                Phrases.list(
                        """
                        sender address rejected|sender rejected|address rejected|sender denied|domain of sender|sender is not|sender verify|sender domain|not allowed to send|from address|
                        unauthorized sender|your access to|access denied|you are not allowed|you do not have permission|sender was|not authorized|refused|return path|backscatter|
                        mail from|is not accepted|we do not accept|sender's|rejecting message from|mail rejected by|unverified
                        """));
        add(
                all,
                BounceReason.FILTERED,
                Phrases.list(
                        """
                        filtered|rejected due to|because the recipient is only accepting|account is protected|not accepting messages|recipient has refused|user reject|
                        rule imposed|because the recipient|mailbox unavailable|blocked by recipient|user refused|bounced by user|resolver.rst|rejected by recipient|message filtered|recipient rejects
                        """));
        add(
                all,
                BounceReason.NETWORK_ERROR,
                Phrases.list(
                        """
                        network|routing loop|mail loop|loop detected|too many hops|hop count|no route to host|malformed or unexpected name server reply|loops back|loops to myself|
                        unreachable|connection lost|mail forwarding loop|maximum forwarding|too many mx|dns failure|forwarding loop|connection reset|connection closed
                        """));
        add(all, BounceReason.ON_HOLD, Phrases.list("on hold"));
        add(
                all,
                BounceReason.SYSTEM_ERROR,
                Phrases.list(
                        """
                        server configuration|transaction failed|service currently unavailable|lookup failed|cname_lookup_failed|local error|cannot create|internal error|system error|temporary failure|server error|can't open|cannot open|i/o error|unexpected|
                        maximum number of|not a directory|temporarily unavailable|unable to|system config|resources temporarily|exceptional|local delivery failed|can't create|local problem
                        """));
        add(
                all,
                BounceReason.SYNTAX_ERROR,
                Phrases.list(
                        "syntax error|command not|bad command|unrecognized|unknown command|bad sequence"));
        return List.copyOf(all);
    }

    private static void add(
            List<Map.Entry<BounceReason, List<String>>> all,
            BounceReason reason,
            List<String> phrases) {
        all.add(Map.entry(reason, phrases));
    }
}
