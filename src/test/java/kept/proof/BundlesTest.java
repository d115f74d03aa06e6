package kept.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.cases.Cases;
import kept.jobs.Round;
import kept.promises.Promises;
import kept.promises.Receipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class BundlesTest {
    @Autowired Cast cast;
    @Autowired Bundles bundles;
    @Autowired Cases cases;
    @Autowired Promises promises;
    @Autowired SettableClock clock;
    @Autowired List<Round> rounds;
    private Case theCase;

    BundlesTest(@Autowired Cast cast, @Autowired Cases cases) {
        // an answer, a word, another time for it, and its end
        theCase = cast.caseOf(cast.customer("Meera Nair"), "Activation <&>", "When \u0007 is it?");
    }

    @BeforeEach
    void history() {
        var word =
                cast.word(
                        theCase,
                        "Your line is \"activated\" ∑",
                        clock.instant().plus(Duration.ofDays(3)));
        var next =
                promises.redate(
                        cast.as(cast.asha),
                        word.id(),
                        null,
                        word.due().plus(Duration.ofDays(1)),
                        null,
                        "no port");
        promises.confirm(cast.as(cast.asha), next.id(), null);
        // other houses on the same server may hold up a seal for a moment
        await().atMost(Duration.ofSeconds(20)).until(this::everythingIsSigned);
    }

    private boolean everythingIsSigned() {
        clock.pass(Duration.ofHours(1));
        rounds.stream().filter(r -> r.roundName().equals("sealing")).forEach(Round::turn);
        var result = VerifyBundle.check(json(), "");
        return result.signed() == result.entries();
    }

    private String json() {
        return new String(
                bundles.json(cast.as(cast.asha), theCase.number()), StandardCharsets.UTF_8);
    }

    @Test
    void aBundleHoldsAndEveryEntryStandsInASignedHead() {
        var result = VerifyBundle.check(json(), "");
        assertThat(result.faults()).isEmpty();
        assertThat(result.entries()).isGreaterThanOrEqualTo(4);
        assertThat(result.signed()).isEqualTo(result.entries());
    }

    @Test
    void aWordThatIsYoungerThanTheLastHeadIsInTheBundleAndNotCalledSigned() {
        cast.word(theCase, "One more", clock.instant().plus(Duration.ofDays(3)));
        var result = VerifyBundle.check(json(), "");
        assertThat(result.faults()).isEmpty();
        assertThat(result.signed()).isLessThan(result.entries());
    }

    @Test
    void whateverIsChangedInItIsFound() {
        String json = json();
        for (String change :
                List.of(
                        "no port|new port",
                        "Your line is|Your lamp is",
                        "\"giver\":\"|\"giver\":\"x",
                        "promise.redated|promise.released",
                        "\"level\":1|\"level\":0",
                        "\"firstDue\":\"2|\"firstDue\":\"3",
                        "\"root\":\"|\"root\":\"0",
                        "\"length\":|\"length\":1",
                        "\"index\":|\"index\":7")) {
            String[] words = change.split("\\|");
            String changed = json.replace(words[0], words[1]);
            if (changed.equals(json)) {
                continue;
            }
            assertThat(VerifyBundle.check(changed, "").whole()).as(change).isFalse();
        }
        assertThat(VerifyBundle.check(json, "00" + "ab".repeat(30)).whole()).isFalse();
        long seed = System.nanoTime();
        var random = new Random(seed);
        var missed = new ArrayList<Integer>();
        int hashes = json.indexOf("\"histories\"");
        int end = json.indexOf("\"heads\"");
        for (int i = 0; i < 500; i++) {
            int at = hashes + random.nextInt(end - hashes);
            char c = json.charAt(at);
            if (Character.isDigit(c)) {
                char other = c == '9' ? '1' : (char) (c + 1);
                String changed = json.substring(0, at) + other + json.substring(at + 1);
                if (VerifyBundle.check(changed, "").whole()) {
                    missed.add(at);
                }
            }
        }
        assertThat(missed).as("seed %d", seed).isEmpty();
    }

    @Test
    void whatIsNoBundleGetsASentence() {
        for (String wrong :
                List.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "{\"format\":\"kept-bundle-1\"}",
                        "[".repeat(5_000))) {
            var result = VerifyBundle.check(wrong, "");
            assertThat(result.whole()).as(wrong).isFalse();
        }
    }

    @Test
    void theProgramRunsByItselfFromItsSource(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("bundle.json"), json());
        var source = Path.of("src/main/java/kept/proof/VerifyBundle.java").toAbsolutePath();
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                source.toString(),
                                file.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("every link holds");
    }

    @Test
    void thePaperSaysWhatTheBundleSays() throws IOException {
        var pdf =
                kept.paper.Paper.of(
                        new generated.pages.StaticTemplates()
                                .proofBundle(bundles.of(cast.as(cast.asha), theCase.number())));
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(document))
                    .contains("Activation <&>", "Your line is \"activated\" ∑", "Receipt");
        }
    }

    @Test
    void thePaperShowsEveryWordWithItsReceipt() throws IOException {
        var bundle = bundles.of(cast.as(cast.asha), theCase.number());
        assertThat(bundle.words()).hasSizeGreaterThanOrEqualTo(2);
        for (var word : bundle.words()) {
            var receipt = Receipt.read(word.receipt()).orElseThrow();
            assertThat(promises.byReceipt(cast.as(cast.asha), receipt))
                    .extracting(p -> p.id())
                    .containsExactly(word.promise().id());
            assertThat(promises.byReceipt(cast.as(cast.nils), receipt)).isEmpty();
        }
        assertThatThrownBy(() -> bundles.of(cast.as(cast.nils), theCase.number()))
                .hasMessageContaining("no case");
    }
}
