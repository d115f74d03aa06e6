package kept;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A text file as people save it: UTF-8, or UTF-16 as spreadsheets write it, told by its first bytes. What is neither
/// becomes U+FFFD, so that one wrong line does not cost the others.
final class PlainText {
    /// Stands for bytes that are no text in the encoding of the file.
    static final char UNREADABLE = '\uFFFD';

    private PlainText() {}

    static Reader of(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(4);
        byte[] first = in.readNBytes(4);
        in.reset();
        return new InputStreamReader(
                in,
                encoding(first)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    private static Charset encoding(byte[] first) {
        if (first.length >= 2) {
            int pair = ((first[0] & 0xff) << 8) | (first[1] & 0xff);
            if (pair == 0xFEFF || pair == 0xFFFE) {
                // reads the mark itself
                return StandardCharsets.UTF_16;
            }
            if (first[0] == 0 && first[1] != 0) {
                return StandardCharsets.UTF_16BE;
            }
            if (first[0] != 0 && first[1] == 0) {
                return StandardCharsets.UTF_16LE;
            }
        }
        return StandardCharsets.UTF_8;
    }
}
