package kept.reach;

import java.time.Clock;
import java.util.Optional;
import kept.media.AudioPort;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.sip.LineSettings;
import kept.sip.Phones;
import kept.sip.SipLine;
import kept.voice.OurLines;

/// A telephone of the house's own, on ports of its own, that calls our lines like an outsider. It takes no calls.
final class MysteryPhone implements AutoCloseable {
    private final String host;
    private final SipLine line;
    private final MediaPorts ports;

    private MysteryPhone(String host, SipLine line) {
        this.host = host;
        this.line = line;
        this.ports = MediaPorts.open(MediaSettings.on(host));
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
