package kept.sip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Telephones that break off when SHA-256 is offered beside MD5, though RFC 8760 tells them to pass over what they do not know. One
/// that asks again within ten minutes without having answered is taken for such a one and offered MD5 alone; if it proves itself
/// then, it stays so for a day. A name that nobody has is treated alike.
final class OldPhones {
    private static final Duration ASKS_AGAIN_WITHIN = Duration.ofMinutes(10);
    private static final Duration REMEMBERED_FOR = Duration.ofDays(1);
    private static final int REMEMBERED = 50_000;

    private final Clock clock;
    private final Map<String, Known> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// @param attempt the request that came last, so that one that is sent anew counts once
    private record Known(String attempt, boolean md5Alone, boolean proven, Instant at) {
        boolean over(Instant now) {
            return at.plus(proven ? REMEMBERED_FOR : ASKS_AGAIN_WITHIN).isBefore(now);
        }
    }

    OldPhones(Clock clock) {
        this.clock = clock;
    }

    /// It asks without a digest.
    ///
    /// @param attempt its Call-ID and CSeq
    /// @return whether it is offered MD5 alone
    synchronized boolean asks(String user, String source, String attempt) {
        String who = user + "@" + source;
        Instant now = clock.instant();
        Known before = known.get(who);
        if (before == null || before.over(now)) {
            known.put(who, new Known(attempt, false, false, now));
            return false;
        }
        boolean alone = before.md5Alone() || !before.attempt().equals(attempt);
        known.put(who, new Known(attempt, alone, before.proven(), now));
        return alone;
    }

    /// Whether a digest of its that did not hold is to be asked for in MD5 alone.
    synchronized boolean provedByMd5(String user, String source) {
        Known before = known.get(user + "@" + source);
        return before != null && before.proven() && !before.over(clock.instant());
    }

    /// It proved itself.
    synchronized void proved(String user, String source, String algorithm) {
        String who = user + "@" + source;
        Known before = known.get(who);
        if (before == null) {
            return;
        }
        if (before.md5Alone() && algorithm.equals("MD5")) {
            known.put(who, new Known(before.attempt(), true, true, clock.instant()));
        } else {
            known.remove(who);
        }
    }
}
