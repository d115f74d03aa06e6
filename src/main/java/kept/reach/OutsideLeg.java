package kept.reach;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import kept.media.AudioPort;
import kept.media.Codec;
import kept.sip.CallEvents;
import kept.sip.Ending;
import kept.sip.OfferAnswer;
import kept.sip.SessionDescription;

/// Our side of a call that is made from outside: it agrees on audio, and tells when it was answered and when it was over.
public class OutsideLeg implements CallEvents {
    private final AudioPort audio;
    private final String host;
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<String> over = new CompletableFuture<>();
    private volatile SessionDescription ours;

    /// @param host the literal address at which the audio is heard
    public OutsideLeg(AudioPort audio, String host) {
        this.audio = audio;
        this.host = host;
        this.ours = SessionDescription.offer(host, audio.port());
    }

    public SessionDescription offer() {
        return ours;
    }

    /// The moment of [System#nanoTime] at which it was answered.
    public CompletableFuture<Long> answered() {
        return answered;
    }

    /// How it ended, in words; a call that was never taken ends too.
    public CompletableFuture<String> over() {
        return over;
    }

    @Override
    public void answered(SessionDescription theirs) {
        if (agreed(theirs)) {
            answered.complete(System.nanoTime());
        } else {
            over.complete("no codec in common");
        }
    }

    @Override
    public Optional<SessionDescription> renegotiated(SessionDescription offer) {
        var answer = OfferAnswer.answer(offer, host, audio.port());
        answer.ifPresent(mine -> {
            ours = mine;
            var _ = agreed(offer);
        });
        return answer;
    }

    @Override
    public void refused(int status) {
        over.complete("it was refused with " + status);
    }

    @Override
    public void ended(Ending ending) {
        over.complete("the call ended");
    }

    private boolean agreed(SessionDescription theirs) {
        var agreed = OfferAnswer.agreed(ours, theirs);
        agreed.ifPresent(how ->
                Codec.ofPayload(how.payload())
                        .ifPresent(codec ->
                                audio.to(
                                        socket(how.address(), how.port()),
                                        codec,
                                        how.telephoneEvent()
                                                .map(OptionalInt::of)
                                                .orElse(OptionalInt.empty()))));
        return agreed.isPresent();
    }

    private static InetSocketAddress socket(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The session names no literal address: " + literal, e);
        }
    }
}
