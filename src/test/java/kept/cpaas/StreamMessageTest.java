package kept.cpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a provider says on a stream, and what strangers might say there.
class StreamMessageTest {
    static List<String> hostile() {
        return List.of(
                "",
                "null",
                "[]",
                "{}",
                "\"start\"",
                "{\"event\":",
                "{\"event\":5}",
                "{\"event\":{\"event\":\"start\"}}",
                "{\"event\":\"media\",\"media\":\"sound\"}".replace("sound", "\\u0000"),
                "{\"event\":\"media\",\"media\":{\"payload\":\"!!!\"}}",
                "{\"event\":\"media\",\"media\":{\"track\":\"outbound\",\"payload\":\"//8=\"}}",
                "{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"12\"}}",
                "{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"\\n\"}}",
                "{\"event\":\"dtmf\",\"dtmf\":{\"digit\":1}}",
                "[".repeat(50_000),
                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                "{\"event\":\"mark\",\"x\":\"" + "y".repeat(100_000) + "\"}",
                "\uD800");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_is_no_message_is_left_aside(String text) {
        assertThat(StreamMessage.read(text).filter(m -> !isEmptySound(m))).isEmpty();
    }

    private static boolean isEmptySound(StreamMessage message) {
        return message instanceof StreamMessage.Media(byte[] sound, long _) && sound.length == 0;
    }

    @Test
    void the_messages_of_a_call_are_read() {
        assertThat(
                        StreamMessage.read(
                                """
                                {"event":"start","sequenceNumber":"1","start":{"accountSid":"AC1","streamSid":"MZ1","callSid":"CA1","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1}},"streamSid":"MZ1"}
                                """))
                .contains(new StreamMessage.Start("MZ1", "CA1", "audio/x-mulaw"));
        var sound = new byte[160];
        var media =
                StreamMessage.read(
                        "{\"event\":\"media\",\"media\":{\"track\":\"inbound\",\"timestamp\":\"20\",\"payload\":\"%s\"}}"
                                .formatted(Base64.getEncoder().encodeToString(sound)));
        assertThat(media.orElseThrow())
                .isInstanceOfSatisfying(
                        StreamMessage.Media.class,
                        heard -> {
                            assertThat(heard.sound()).hasSize(160);
                            assertThat(heard.at()).isEqualTo(20);
                        });
        assertThat(StreamMessage.read("{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"#\"}}"))
                .contains(new StreamMessage.Key('#'));
        assertThat(StreamMessage.read("{\"event\":\"stop\"}")).contains(new StreamMessage.Stop());
    }
}
