package kept.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// What both sides agree about refreshing a session (RFC 4028): after how many seconds it dies, and whether we are to refresh it.
record SessionTimer(int seconds, boolean weRefresh) {
    private static final Pattern VALUE = Pattern.compile("(\\d{1,9})\\s*(?:;.*)?", Pattern.DOTALL);
    private static final int STANDARD_LEAST = 90;

    /// The seconds of a Session-Expires or Min-SE header; empty for what is none.
    static Optional<Integer> seconds(Optional<String> header) {
        return header.map(VALUE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)));
    }

    /// The shortest session we take: 90 seconds, unless we ourselves want shorter ones.
    static int least(Duration wanted) {
        return (int) Math.min(STANDARD_LEAST, wanted.toSeconds());
    }

    /// The timer of a call that came in: theirs where they named one, and they refresh where they can.
    static SessionTimer asCalled(RawMessage invite, Duration wanted) {
        boolean theyCan = String.join(",", invite.all("supported")).contains("timer");
        int ours = (int) wanted.toSeconds();
        int seconds =
                seconds(invite.first("session-expires"))
                        .map(theirs -> Math.min(theirs, Math.max(ours, 1)))
                        .orElse(ours);
        boolean weAreNamed =
                invite.first("session-expires")
                        .orElse("")
                        .replace(" ", "")
                        .contains("refresher=uas");
        return new SessionTimer(seconds, !theyCan || weAreNamed);
    }

    /// The timer of a call of ours by its answer: we refresh unless the other side takes it on.
    static SessionTimer asCaller(RawMessage answer, Duration wanted) {
        Optional<String> header = answer.first("session-expires");
        int seconds = seconds(header).orElse((int) wanted.toSeconds());
        boolean theyRefresh = header.orElse("").replace(" ", "").contains("refresher=uas");
        return new SessionTimer(seconds, !theyRefresh);
    }

    /// When we refresh, or give up waiting for their refresh (RFC 4028 section 10).
    Duration patience() {
        return weRefresh
                ? Duration.ofMillis(seconds * 500L)
                : Duration.ofMillis(seconds * 1000L - Math.min(32, seconds / 3) * 1000L);
    }
}
