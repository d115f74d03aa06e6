package kept.sip;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Writes down what happens to a call, so that a test can wait for it.
final class Heard implements CallEvents {
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final Function<SessionDescription, Optional<SessionDescription>> onOffer;

    Heard() {
        this(offer -> OfferAnswer.answer(offer, "127.0.0.1", 4_000));
    }

    Heard(Function<SessionDescription, Optional<SessionDescription>> onOffer) {
        this.onOffer = onOffer;
    }

    /// The next thing that happened.
    String next() throws InterruptedException {
        String word = news.poll(6, TimeUnit.SECONDS);
        return word == null ? "silence" : word;
    }

    boolean quiet() {
        return news.isEmpty();
    }

    @Override
    public void ringing() {
        news.add("ringing");
    }

    @Override
    public void answered(SessionDescription answer) {
        news.add("answered " + answer.direction() + " " + answer.port());
    }

    @Override
    public void refused(int status) {
        news.add("refused " + status);
    }

    @Override
    public void confirmed() {
        news.add("confirmed");
    }

    @Override
    public Optional<SessionDescription> renegotiated(SessionDescription offer) {
        news.add("offered " + offer.direction());
        return onOffer.apply(offer);
    }

    @Override
    public void renegotiationRefused(int status) {
        news.add("renegotiation refused " + status);
    }

    @Override
    public boolean referred(String target) {
        news.add("referred " + target);
        return true;
    }

    @Override
    public void referEnded(int status) {
        news.add("refer ended " + status);
    }

    @Override
    public void digit(char digit) {
        news.add("digit " + digit);
    }

    @Override
    public void ended(Ending ending) {
        news.add("ended " + ending);
    }
}
