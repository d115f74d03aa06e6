package kept.cpaas;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kept.fuzz.FuzzTarget;

/// The readers of what providers in the cloud send.
public final class ProviderFuzz {
    private ProviderFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of(
                        "streams of providers",
                        List.of(
                                """
                                {"event": "start", "start": {"streamSid": "MZ1", "callSid": "CA1", "mediaFormat": {"encoding": "audio/x-mulaw"}}}\
                                """,
                                """
                                {"event": "media", "media": {"track": "inbound", "timestamp": "20", "payload": "//7+/v7+"}}\
                                """,
                                """
                                {"event": "dtmf", "dtmf": {"digit": "#"}}\
                                """,
                                """
                                {"event": "mark", "mark": {"name": "m1"}}\
                                """,
                                """
                                {"event": "stop"}\
                                """),
                        bytes -> StreamMessage.read(new String(bytes, StandardCharsets.UTF_8))),
                FuzzTarget.of(
                        "forms of providers",
                        List.of(
                                "CallSid=CA1&From=%2B43660&To=%2B431000&CallStatus=ringing",
                                "CallSid=CA1&CallStatus=completed&SipResponseCode=486&x"),
                        ProviderFuzz::form));
    }

    private static void form(byte[] bytes) {
        Form.read(bytes)
                .ifPresent(form -> Signature.right("secret", "https://kept.example/", form, "x"));
    }
}
