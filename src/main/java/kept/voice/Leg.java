package kept.voice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import kept.media.AudioPort;
import kept.media.Codec;
import kept.media.MasterKey;
import kept.media.Srtp;
import kept.media.SrtpSuite;
import kept.sip.AgreedKeys;
import kept.sip.Call;
import kept.sip.Direction;
import kept.sip.OfferAnswer;
import kept.sip.SessionDescription;
import kept.webphone.BrowserLeg;
import org.jspecify.annotations.Nullable;

/// One side of a conversation: its signalling and its audio.
final class Leg {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration QUIET_KIND = Duration.ofSeconds(20);

    private final AudioPort audio;
    private @Nullable Call call;
    private volatile @Nullable BrowserLeg browser;
    private @Nullable Srtp srtp;
    private @Nullable CallMeter meter;
    private SessionDescription ours;
    private boolean held;
    private boolean answersInSilence;
    private long hears = System.nanoTime();

    Leg(AudioPort audio, String address) {
        this.audio = audio;
        this.ours = SessionDescription.offer(address, audio.port()).withKeys();
    }

    /// Our own offer, for a call that we make or that came without one.
    SessionDescription offer() {
        return ours;
    }

    void is(Call made) {
        call = made;
    }

    /// It is a browser, which does without SIP.
    void is(BrowserLeg made) {
        browser = made;
    }

    /// What it costs is counted from when it answers to its end.
    void costs(CallMeter counted) {
        meter = counted;
    }

    /// It was answered.
    ///
    /// @param onLimit done when calls out may cost no more today
    void answered(Runnable onLimit) {
        if (meter != null) {
            meter.answered(onLimit);
        }
    }

    AudioPort audio() {
        return audio;
    }

    /// Our answer to an offer; empty if there is no codec in common.
    Optional<SessionDescription> answer(SessionDescription offer) {
        var answer = OfferAnswer.answer(offer, ours);
        answer.ifPresent(mine -> {
            ours = mine;
            agreed(offer);
        });
        return answer;
    }

    /// What both sides wrote is agreed: audio flows. False if it cannot.
    boolean agreed(SessionDescription theirs) {
        if (theirs.secure()) {
            // It was offered over TLS; we say the same again when we ask.
            ours = ours.secured();
        }
        var agreed = OfferAnswer.agreed(ours, theirs);
        agreed.ifPresent(how -> {
            held =
                    theirs.direction() == Direction.SENDONLY
                            || theirs.direction() == Direction.INACTIVE;
            hears = System.nanoTime();
            guard(how.keys());
            Codec.ofPayload(how.payload())
                    .ifPresent(codec ->
                            audio.to(
                                    socket(how.address(), how.port()),
                                    codec,
                                    how.telephoneEvent()
                                            .map(OptionalInt::of)
                                            .orElse(OptionalInt.empty())));
            audio.sending(how.sends());
        });
        return agreed.isPresent();
    }

    private void guard(Optional<AgreedKeys> keys) {
        Srtp before = srtp;
        srtp = keys.map(agreed -> Leg.guard(agreed, before)).orElse(null);
        audio.protect(srtp);
    }

    private static Srtp guard(AgreedKeys agreed, @Nullable Srtp before) {
        var suite = SrtpSuite.named(agreed.suite()).orElseThrow();
        MasterKey mine = key(agreed.ours());
        MasterKey theirs = key(agreed.theirs());
        return before == null
                ? Srtp.with(suite, mine, theirs)
                : before.renewed(suite, mine, theirs);
    }

    private static MasterKey key(String base64) {
        return MasterKey.of(Base64.getDecoder().decode(base64));
    }

    /// Whether its telephone put us on hold.
    boolean held() {
        return held;
    }

    /// Whether nothing came from it for so long that one must ask whether it is still there. Telephones that send nothing while
    /// nobody speaks are asked less often once they have answered.
    boolean tooQuiet() {
        if (held) {
            hears = System.nanoTime();
            return false;
        }
        var length = answersInSilence ? QUIET_KIND : QUIET;
        var expected = Duration.ofNanos(System.nanoTime() - hears);
        return expected.compareTo(length) >= 0
                && audio.silence().orElse(expected).compareTo(length) >= 0;
    }

    /// Asks whether it is still there, by offering the same session again.
    void ask() {
        if (call != null) {
            call.renegotiate(ours);
        }
    }

    /// It answered though it is silent.
    void answersInSilence() {
        answersInSilence = true;
        hears = System.nanoTime();
    }

    void hangUp() {
        if (call != null) {
            call.hangUp();
        }
        gone();
    }

    /// The signalling is over already.
    void gone() {
        var there = browser;
        if (there != null) {
            there.close();
        }
        if (meter != null) {
            meter.stop();
        }
        audio.close();
    }

    private static InetSocketAddress socket(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("The session names no literal address: " + literal, e);
        }
    }
}
