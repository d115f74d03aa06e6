package kept.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine itself, with the small English model of Vosk, on sentences that flite speaks at the rate of the telephone.
class VoskTest {
    @TempDir Path folder;

    @Test
    void what_is_said_on_the_telephone_is_heard_with_its_time() throws Exception {
        var model = TestModel.unpacked(folder);
        assumeTrue(model.isPresent() && Spoken.possible(), "no model of Vosk, or no flite");
        try (var vosk = Vosk.open(model.get())) {
            var heard = Spoken.heard(vosk, "I will call you back tomorrow at ten.");
            assertThat(heard).hasSize(1);
            assertThat(heard.getFirst().text().toLowerCase(Locale.ROOT))
                    .contains("call you back tomorrow");
            assertThat(heard.getFirst().confidence()).isBetween(0.5, 1.0);
            assertThat(heard.getFirst().at().toMillis()).isBetween(400L, 2_500L);
        }
    }

    @Test
    void a_folder_without_a_model_or_without_the_library_is_refused_with_words() throws Exception {
        assertThatThrownBy(() -> Vosk.open(folder))
                .isInstanceOf(SpeechTrouble.class)
                .hasMessageContaining("no folders am and conf");
        Files.createDirectories(folder.resolve("am"));
        Files.createDirectories(folder.resolve("conf"));
        assertThatThrownBy(() -> Vosk.open(folder))
                .isInstanceOf(SpeechTrouble.class)
                .hasMessageContaining("Put the library of Vosk there");
        Files.writeString(folder.resolve(SpeechModel.LIBRARY), "no library");
        assertThatThrownBy(() -> Vosk.open(folder))
                .isInstanceOf(SpeechTrouble.class)
                .hasMessageContaining("does not work on this machine");
    }
}
