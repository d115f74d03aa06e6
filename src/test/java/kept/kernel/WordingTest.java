package kept.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final Pattern NAME = Pattern.compile("\\{[a-zA-Z]+}");

    @ParameterizedTest
    @ValueSource(strings = {"letters", "makeGood", "ownPage"})
    void everyLanguageSaysTheSameThingsAboutTheSameNames(String about) {
        var english = Wording.of(about, "en").texts();
        for (String language : Wording.LANGUAGES) {
            var theirs = Wording.of(about, language).texts();
            assertThat(theirs.keySet()).as(language).isEqualTo(english.keySet());
            theirs.forEach((key, text) ->
                    assertThat(names(text))
                            .as(language + " " + key)
                            .isEqualTo(names(Objects.requireNonNull(english.get(key)))));
        }
    }

    private static Set<String> names(String text) {
        var names = new TreeSet<String>();
        NAME.matcher(text).results().map(MatchResult::group).forEach(names::add);
        return names;
    }

    @Test
    void aLanguageWeDoNotSpeakIsAnsweredInEnglish() {
        assertThat(Wording.of("letters", "mr-IN")).isEqualTo(Wording.of("letters", "en-GB"));
        assertThat(Wording.of("letters", "de-AT").locale().getLanguage()).isEqualTo("de");
    }

    @Test
    void whatIsFilledInIsNotFilledAgain() {
        assertThat(Wording.of("letters", "en").text("given.subject", "said", "{due} $1 \\n"))
                .isEqualTo("Our word: {due} $1 \\n");
    }
}
