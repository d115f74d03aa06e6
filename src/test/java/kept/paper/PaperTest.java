package kept.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperTest {
    private static String page(String body) {
        return "<html><head><style>body { font-family: Kept }</style></head><body>"
                + body
                + "</body></html>";
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void lettersOfManyScriptsStandOnThePage() throws IOException {
        assertThat(text(Paper.of(page("<p>Olga Brändt, Łódź, Ελλάδα, Привет, 5 €</p>"))))
                .contains("Olga Brändt, Łódź, Ελλάδα, Привет, 5 €");
    }

    @Test
    void nothingIsFetchedFromTheNetOrTheDisk(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            String there = "http://127.0.0.1:" + server.getLocalPort() + "/x.png";
            var pdf =
                    Paper.of(
                            page(
                                    "<img src='%s'/><link rel='stylesheet' href='%s'/><img src='%s'/><object data='%s'/><p style=\"background: url('%s')\">words</p>"
                                            .formatted(
                                                    there,
                                                    there,
                                                    secret.toUri(),
                                                    secret.toUri(),
                                                    there)));
            assertThat(text(pdf)).contains("words").doesNotContain("secret");
            assertThatThrownBy(server::accept).hasMessageContaining("timed out");
        }
    }

    @Test
    void aPageThatNamesEntitiesOfItsOwnIsRefused() {
        assertThatThrownBy(() ->
                        Paper.of(
                                "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><html><body>&f;</body></html>"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void signsThatNoPageCanHoldAreLeftOut() throws IOException {
        assertThat(text(Paper.of(page("<p>a\u0000b\u0007c</p>")))).contains("abc");
    }
}
