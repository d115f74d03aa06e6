package kept.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarTest {
    @TempDir Path temporary;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    @Test
    void filesFoldersAndLinksAreUnpacked() throws IOException {
        entry("bin/", '5', "", "", 0755);
        entry("bin/postgres", '0', "program", "", 0755);
        entry("lib/libpq.so.5", '0', "x".repeat(1000), "", 0644);
        entry("lib/libpq.so", '2', "", "libpq.so.5", 0777);
        extract(end());
        assertThat(target().resolve("bin/postgres")).hasContent("program").isExecutable();
        assertThat(target().resolve("lib/libpq.so")).hasContent("x".repeat(1000));
        assertThat(Files.isExecutable(target().resolve("lib/libpq.so.5"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "/tmp/out", "bin/../../out"})
    void nameThatLeavesTheFolderIsRefused(String name) throws IOException {
        entry(name, '0', "x", "", 0644);
        assertThatThrownBy(() -> extract(end())).hasMessageContaining("outside");
        assertThat(temporary.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/etc", "a/../../.."})
    void linkThatLeavesTheFolderIsRefused(String to) throws IOException {
        entry("link", '2', "", to, 0777);
        assertThatThrownBy(() -> extract(end())).hasMessageContaining("outside");
    }

    @Test
    void archiveCutShortAnywhereIsRefused() throws IOException {
        entry("file", '0', "x".repeat(1000), "", 0644);
        byte[] whole = archive.toByteArray();
        for (int length = 0; length <= whole.length; length += 100) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> extract(part)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void entriesWeDoNotKnowAreRefused() throws IOException {
        entry("device", '3', "", "", 0644);
        assertThatThrownBy(() -> extract(end())).hasMessageContaining("unknown type");
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        byte[] noise = "no archive ".repeat(100).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> extract(noise)).hasMessageContaining("no tar archive");
    }

    private Path target() {
        return temporary.resolve("target");
    }

    private void extract(byte[] bytes) throws IOException {
        Tar.extract(new ByteArrayInputStream(bytes), target());
    }

    private byte[] end() {
        archive.writeBytes(new byte[1024]);
        return archive.toByteArray();
    }

    private void entry(String name, char type, String content, String link, int mode) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "%07o".formatted(mode));
        put(header, 124, "%011o".formatted(content.length()));
        header[156] = (byte) type;
        put(header, 157, link);
        archive.writeBytes(header);
        archive.writeBytes(
                Arrays.copyOf(
                        content.getBytes(StandardCharsets.UTF_8),
                        (content.length() + 511) / 512 * 512));
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
