package kept.reach;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import kept.media.AudioPort;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.sip.LineSettings;
import kept.sip.Phones;
import kept.sip.SipLine;
import kept.voice.OurLines;

/// A telephone of the house's own, on ports of its own, that calls our lines like an outsider. It takes no calls.
final class MysteryPhone implements AutoCloseable {
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private final String host;
    private final SipLine line;
    private final MediaPorts ports;

    private MysteryPhone(String host, SipLine line) {
        this.host = host;
        this.line = line;
        // another port each time: what is still on its way to the last telephone is no sound of
        // this one
        int first = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS / 2);
        this.ports = MediaPorts.open(new MediaSettings(host, first, FIRST_PORT + PORTS));
    }

    static MysteryPhone open(OurLines lines, Clock clock) {
        String host = lines.host();
        return new MysteryPhone(
                host,
                SipLine.open(
                        LineSettings.on(host, 0, "check"),
                        (call, _) -> call.refuse(403, "Not Allowed", Optional.empty()),
                        Phones.none(),
                        clock));
    }

    String host() {
        return host;
    }

    SipLine line() {
        return line;
    }

    AudioPort port() {
        return ports.take("check");
    }

    @Override
    public void close() {
        line.close();
        ports.close();
    }
}
