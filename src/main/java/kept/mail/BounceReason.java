package kept.mail;

/// Why a mail came back, in the words most reports can be sorted into.
public enum BounceReason {
    USER_UNKNOWN,
    HOST_UNKNOWN,
    HAS_MOVED,
    NOT_ACCEPT,
    MAILBOX_FULL,
    SUSPENDED,
    EXPIRED,
    FILTERED,
    REJECTED,
    BLOCKED,
    BAD_REPUTATION,
    POLICY_VIOLATION,
    AUTH_FAILURE,
    SPAM_DETECTED,
    VIRUS_DETECTED,
    CONTENT_ERROR,
    SECURITY_ERROR,
    REQUIRE_PTR,
    NO_RELAYING,
    TOO_MANY_CONNECTIONS,
    SPEEDING,
    RATE_LIMITED,
    MESSAGE_TOO_BIG,
    EXCEED_LIMIT,
    NOT_COMPLIANT,
    SYNTAX_ERROR,
    NETWORK_ERROR,
    SYSTEM_ERROR,
    SYSTEM_FULL,
    MAILER_ERROR,
    ON_HOLD,
    DELIVERED,
    UNDEFINED;

    /// Whether the address itself is dead, so that no later try can succeed.
    public boolean isHard() {
        return switch (this) {
            case USER_UNKNOWN, HOST_UNKNOWN, HAS_MOVED, NOT_ACCEPT -> true;
            case MAILBOX_FULL,
                    SUSPENDED,
                    EXPIRED,
                    FILTERED,
                    REJECTED,
                    BLOCKED,
                    BAD_REPUTATION,
                    POLICY_VIOLATION,
                    AUTH_FAILURE,
                    SPAM_DETECTED,
                    VIRUS_DETECTED,
                    CONTENT_ERROR,
                    SECURITY_ERROR,
                    REQUIRE_PTR,
                    NO_RELAYING,
                    TOO_MANY_CONNECTIONS,
                    SPEEDING,
                    RATE_LIMITED,
                    MESSAGE_TOO_BIG,
                    EXCEED_LIMIT,
                    NOT_COMPLIANT,
                    SYNTAX_ERROR,
                    NETWORK_ERROR,
                    SYSTEM_ERROR,
                    SYSTEM_FULL,
                    MAILER_ERROR,
                    ON_HOLD,
                    DELIVERED,
                    UNDEFINED ->
                    false;
        };
    }
}
