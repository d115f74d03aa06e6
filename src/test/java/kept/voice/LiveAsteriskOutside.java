package kept.voice;

import java.io.IOException;
import java.nio.file.Path;
import kept.asterisk.LiveAsterisk;
import kept.sip.Caller;

/// The network behind an Asterisk that really runs: everybody out there has a SIP telephone, and calls come and go through Asterisk.
final class LiveAsteriskOutside implements Outside {
    private final TestPhone line = new TestPhone(CallFixture.CALLER_HUM);
    private final LiveAsterisk asterisk;

    LiveAsteriskOutside(Path root) throws Exception {
        asterisk = LiveAsterisk.start(root, line.port());
    }

    @Override
    public void connect(CallFixture house) {
        house.lines.addTrunk(
                house.cast.as(house.cast.olga),
                AsteriskOutside.trunk(
                        asterisk.address(), LiveAsterisk.USER, LiveAsterisk.PASSWORD));
    }

    /// @param from an empty text for a number that is withheld
    @Override
    public Far calls(String from, String called) throws Exception {
        var phone = new TestPhone(CallFixture.CALLER_HUM);
        phone.call(
                asterisk.sipPort(), called, from.isEmpty() ? Caller.WITHHELD : Caller.of(from, ""));
        return new SipOutside.Behind(phone, null);
    }

    @Override
    public Far rings() throws Exception {
        var wanted = line.rings();
        line.sayRinging();
        return new SipOutside.Behind(line, wanted);
    }

    /// It dies as in a power cut.
    void dies() throws InterruptedException {
        asterisk.kill();
    }

    @Override
    public void close() throws IOException {
        asterisk.close();
        line.close();
    }
}
