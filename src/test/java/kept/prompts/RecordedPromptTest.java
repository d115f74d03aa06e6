package kept.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.kernel.Refusal;
import kept.media.Codec;
import kept.media.Sound;
import kept.media.Tones;
import kept.media.Wav;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class RecordedPromptTest {
    @Autowired Cast cast;
    @Autowired Prompts prompts;

    private static byte[] tone(Duration length) {
        return Wav.write(Sound.of(Tones.wave(length, 8_000, 440)), Codec.PCMU);
    }

    @Test
    void what_somebody_spoke_is_heard_in_place_of_the_machine_until_it_is_taken_back() {
        String text = "Press 1 for bread, " + UUID.randomUUID();
        var machine = prompts.say("en", text);
        prompts.record(cast.as(cast.lena), "en", text, tone(Duration.ofSeconds(2)));
        var spoken = prompts.say("en", text);
        assertThat(spoken.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(prompts.sayable("en", text)).isTrue();
        prompts.forget(cast.as(cast.lena), Prompts.name("en", text));
        assertThat(prompts.say("en", text).duration()).isEqualTo(machine.duration());
    }

    @Test
    void a_file_that_is_no_recording_is_refused_with_what_is_wanted_and_nothing_changes() {
        String text = "Broken " + UUID.randomUUID();
        for (byte[] broken :
                new byte[][] {
                    {},
                    "not a recording".getBytes(StandardCharsets.UTF_8),
                    java.util.Arrays.copyOf(tone(Duration.ofSeconds(1)), 30)
                }) {
            assertThatThrownBy(() -> prompts.record(cast.as(cast.lena), "en", text, broken))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("WAV");
        }
        assertThat(prompts.recorded()).noneMatch(prompt -> prompt.says().equals(text));
    }

    @Test
    void a_prompt_of_more_than_two_minutes_is_refused() {
        assertThatThrownBy(() ->
                        prompts.record(
                                cast.as(cast.lena), "en", "Long", tone(Duration.ofSeconds(121))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void only_leads_speak_for_the_house() {
        assertThatThrownBy(() ->
                        prompts.record(
                                cast.as(cast.asha), "en", "Hello", tone(Duration.ofSeconds(1))))
                .isInstanceOf(Refusal.class);
    }
}
