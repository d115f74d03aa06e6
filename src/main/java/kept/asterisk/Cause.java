package kept.asterisk;

import kept.sip.Ending;

/// Why Asterisk says that a channel ended (ITU-T Q.850), in our words.
final class Cause {
    private Cause() {}

    /// What the end of a call that talked means. Who hangs up gives a normal cause; with none it counts only if Asterisk had told that
    /// somebody wants to hang up.
    static Ending ending(int cause, boolean hangupAsked) {
        return switch (cause) {
            // user busy and call rejected are how some telephones hang up
            case 16, 17, 21, 26, 31 -> Ending.FAR_SIDE_HUNG_UP;
            case 0 -> hangupAsked ? Ending.FAR_SIDE_HUNG_UP : Ending.TRANSPORT;
            case 18, 102 -> Ending.TIMED_OUT;
            default -> Ending.TRANSPORT;
        };
    }

    /// The status of SIP for a call of ours that nobody took (RFC 3398 section 7.2.4.1).
    static int status(int cause) {
        return switch (cause) {
            case 1, 2, 3, 26 -> 404;
            case 17 -> 486;
            case 18 -> 408;
            case 21, 55, 57, 87 -> 403;
            case 22, 23 -> 410;
            case 27 -> 502;
            case 28 -> 484;
            case 29, 79 -> 501;
            case 34, 38, 41, 42, 44, 47, 58, 88 -> 503;
            case 65, 70 -> 488;
            case 102 -> 504;
            case 111, 127 -> 500;
            default -> 480;
        };
    }

    /// What Asterisk is told when we do not take a call.
    static String reason(int status) {
        return switch (status) {
            case 486, 600 -> "busy";
            case 408, 480 -> "no_answer";
            case 404, 410, 503, 500 -> "congestion";
            default -> "normal";
        };
    }
}
