package kept.voice;

import java.util.Objects;
import kept.sip.CallOffer;
import kept.sip.Caller;
import org.jspecify.annotations.Nullable;

/// The network behind a provider by SIP.
final class SipOutside implements Outside {
    private @Nullable CallFixture house;
    private final TestPhone line = new TestPhone(CallFixture.CALLER_HUM);

    SipOutside() throws Exception {}

    @Override
    public void connect(CallFixture to) {
        house = to;
        to.lines.addTrunk(
                to.cast.as(to.cast.olga),
                "Provider",
                "127.0.0.1:" + line.port(),
                "",
                "",
                "+431000");
    }

    @Override
    public Far calls(String from, String called) throws Exception {
        var phone = new TestPhone(CallFixture.CALLER_HUM);
        phone.call(Objects.requireNonNull(house).telephone.port(), called, Caller.of(from, ""));
        return new Behind(phone, null);
    }

    @Override
    public Far rings() throws Exception {
        var wanted = line.rings();
        line.sayRinging();
        return new Behind(line, wanted);
    }

    @Override
    public void close() {
        line.close();
    }

    record Behind(TestPhone phone, @Nullable CallOffer offer) implements Far {
        @Override
        public String called() {
            return Objects.requireNonNull(offer).called();
        }

        @Override
        public void awaitAnswer() throws Exception {
            phone.expect("answered");
        }

        @Override
        public void answer() throws Exception {
            phone.answer(Objects.requireNonNull(offer));
        }

        @Override
        public void isBusy() {
            phone.refuse();
        }

        @Override
        public void press(char key) {
            phone.press(String.valueOf(key));
        }

        @Override
        public void hangUp() {
            phone.hangUp();
        }

        @Override
        public void vanish() {
            phone.vanish();
        }

        @Override
        public void awaitEnd() throws Exception {
            phone.expect("ended");
        }

        @Override
        public double hears(int hertz) throws Exception {
            return Outside.share(phone.audio(), hertz);
        }
    }
}
