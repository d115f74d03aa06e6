package kept.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kept.fuzz.FuzzTarget;

/// The reader of what an Asterisk tells.
public final class AsteriskFuzz {
    private AsteriskFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of(
                        "events of Asterisk",
                        List.of(
                                """
                                {"type": "StasisStart", "args": ["200"], "channel": {"id": "1764.1", "state": "Ring", "caller": {"name": "A", "number": "+43660"}, "dialplan": {"exten": "200"}}}\
                                """,
                                """
                                {"type": "ChannelDestroyed", "cause": 16, "cause_txt": "Normal", "channel": {"id": "1764.1", "state": "Up"}}\
                                """,
                                """
                                {"type": "Dial", "dialstatus": "RINGING", "peer": {"id": "kept-call-1"}}\
                                """,
                                """
                                {"type": "ChannelDtmfReceived", "digit": "5", "duration_ms": 1e2, "channel": {"id": "1764.1"}}\
                                """),
                        bytes -> AriEvent.read(new String(bytes, StandardCharsets.UTF_8))));
    }
}
