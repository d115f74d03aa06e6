package kept.sip;

import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// A line on this machine for tests, and what was offered to it.
final class Exchange implements AutoCloseable {
    final BlockingQueue<Offered> offers = new LinkedBlockingQueue<>();
    final SipLine line;

    record Offered(Call call, CallOffer offer) {}

    Exchange(UnaryOperator<LineSettings> settings, Phones phones, Clock clock) {
        line =
                SipLine.open(
                        settings.apply(
                                LineSettings.on("127.0.0.1", 0, "kept.test")
                                        .trusting(AddressRange.LOOPBACK)),
                        (call, offer) -> offers.add(new Offered(call, offer)),
                        phones,
                        clock);
    }

    static Exchange trusting() {
        return new Exchange(UnaryOperator.identity(), Phones.none(), Clock.systemUTC());
    }

    static Exchange with(UnaryOperator<LineSettings> settings) {
        return new Exchange(settings, Phones.none(), Clock.systemUTC());
    }

    Call call(Exchange other, Heard events) {
        return line.dial(dialTo(other, ""), events);
    }

    Dial dialTo(Exchange other, String parameters) {
        return Dial.to(
                "sip:queue@127.0.0.1:" + other.line.port() + parameters,
                Caller.of("+4930123", "Ada"),
                SessionDescription.offer("127.0.0.1", 3_000));
    }

    Offered offered() throws InterruptedException {
        Offered offered = offers.poll(6, TimeUnit.SECONDS);
        if (offered == null) {
            throw new AssertionError("nobody called");
        }
        return offered;
    }

    /// Takes the next call.
    Offered answering(Heard events) throws InterruptedException {
        Offered offered = offered();
        offered.call().events(events);
        offered.call()
                .answer(
                        offered.offer()
                                .session()
                                .flatMap(session -> OfferAnswer.answer(session, "127.0.0.1", 4_000))
                                .orElse(SessionDescription.offer("127.0.0.1", 4_000)));
        return offered;
    }

    @Override
    public void close() {
        line.close();
    }
}
