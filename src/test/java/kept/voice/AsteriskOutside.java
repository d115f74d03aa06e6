package kept.voice;

import java.util.UUID;
import kept.asterisk.FakeAsterisk;
import kept.media.AudioPort;
import org.awaitility.Awaitility;

/// The network behind an Asterisk.
final class AsteriskOutside implements Outside {
    final FakeAsterisk asterisk;

    AsteriskOutside() throws Exception {
        asterisk = new FakeAsterisk(CallFixture.CALLER_HUM);
    }

    @Override
    public void connect(CallFixture house) {
        house.lines.addTrunk(
                house.cast.as(house.cast.olga),
                trunk(asterisk.address(), FakeAsterisk.USER, FakeAsterisk.PASSWORD));
    }

    /// A trunk by an Asterisk that dials its provider.
    static Trunk trunk(String address, String user, String password) {
        return Trunk.asterisk(
                UUID.randomUUID(),
                FakeAsterisk.someName(),
                address,
                user,
                password,
                "+431000",
                "kept",
                "PJSIP/{number}@provider");
    }

    @Override
    public Far calls(String from, String called) {
        return new Behind(asterisk.calls(from, called));
    }

    @Override
    public Far rings() throws Exception {
        var channel = asterisk.isToCall();
        channel.ringsThere();
        return new Behind(channel);
    }

    @Override
    public void close() throws Exception {
        asterisk.close();
    }

    record Behind(FakeAsterisk.Channel channel) implements Far {
        @Override
        public String called() {
            return channel.exten;
        }

        @Override
        public void awaitAnswer() {
            Awaitility.await().until(() -> channel.ear() != null);
        }

        @Override
        public void answer() {
            channel.answers();
        }

        @Override
        public void isBusy() {
            channel.isRefused(17);
        }

        @Override
        public void press(char key) {
            channel.presses(key);
        }

        @Override
        public void hangUp() {
            channel.ends(16);
        }

        @Override
        public void vanish() {
            // its audio stopped, and Asterisk gave it up (rtp_timeout)
            channel.ends(44);
        }

        @Override
        public void awaitEnd() {
            Awaitility.await().until(channel::gone);
        }

        @Override
        public double hears(int hertz) throws Exception {
            AudioPort ear = java.util.Objects.requireNonNull(channel.ear());
            return Outside.share(ear, hertz);
        }
    }
}
