package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kept.prompts.SpokenFiles;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void all_that_the_house_says_by_itself_is_said_in_four_languages() throws IOException {
        var file = Path.of("src/main/resources/messages/telephone.tsv");
        var lines = Files.readAllLines(file);
        assertThat(lines).allMatch(line -> line.split("\t").length == 4);
        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf('\t'))))
                .containsExactlyInAnyOrderElementsOf(Texts.all());
    }

    @Test
    void all_that_the_house_says_by_itself_is_shipped_as_sound() {
        assertThat(Texts.all()).allMatch(text -> SpokenFiles.isShipped("en", text));
    }

    @Test
    void a_wait_is_rounded_up_so_that_nobody_waits_longer_than_he_was_told() {
        assertThat(Texts.wait(Duration.ofSeconds(60))).containsExactly(Texts.WAIT_LESS);
        assertThat(Texts.wait(Duration.ofSeconds(61)))
                .containsExactly(Texts.WAIT_ABOUT, "two", Texts.MINUTES);
        assertThat(Texts.wait(Duration.ofMinutes(21))).containsExactly(Texts.WAIT_LONG);
    }

    @Test
    void a_place_is_said_up_to_twenty() {
        assertThat(Texts.place(1)).containsExactly(Texts.YOU_ARE_NEXT);
        assertThat(Texts.place(20)).containsExactly(Texts.YOUR_PLACE, "twenty");
        assertThat(Texts.place(21)).isEmpty();
    }
}
