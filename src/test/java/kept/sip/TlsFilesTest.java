package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import kept.kernel.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    @TempDir Path folder;
    private final Instant now = Instant.now().plus(Duration.ofMinutes(5));
    private TestAuthority authority;

    @BeforeEach
    void anAuthority() throws Exception {
        authority = new TestAuthority(folder);
    }

    @Test
    void a_chain_and_its_key_are_packed_whole_and_the_pack_vanishes() throws Exception {
        for (var kind : new String[] {"EC", "RSA", "Ed25519"}) {
            var files =
                    authority.issue(
                            kind.toLowerCase(java.util.Locale.ROOT),
                            "dns:a.test",
                            "-keyalg " + kind);
            assertThat(files.usableUntil(now)).isAfter(now);
            var packed = files.pack(now);
            try (packed) {
                var keys = KeyStore.getInstance("PKCS12");
                try (var in = new FileInputStream(packed.file().toFile())) {
                    keys.load(in, packed.password().toCharArray());
                }
                assertThat(keys.getCertificateChain("sip")).hasSize(2);
                assertThat(packed.toString()).doesNotContain(packed.password());
            }
            assertThat(packed.file()).doesNotExist();
        }
    }

    @Test
    void whatever_is_wrong_with_the_files_is_said_in_a_sentence() throws Exception {
        var one = authority.issue("one", "dns:a.test", "-keyalg EC");
        var two = authority.issue("two", "dns:a.test", "-keyalg EC");
        var rsa = authority.own("three", "dns:a.test", "-keyalg RSA");
        refused(new TlsFiles(folder.resolve("nowhere"), one.key()), "cannot be read");
        refused(new TlsFiles(one.key(), one.key()), "holds no certificate");
        refused(new TlsFiles(one.certificate(), one.certificate()), "holds no key");
        refused(new TlsFiles(one.certificate(), two.key()), "not that of the certificate");
        refused(new TlsFiles(one.certificate(), rsa.key()), "not that of the certificate");
        Path locked = folder.resolve("locked.key");
        Files.writeString(
                locked,
                Files.readString(one.key()).replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
        refused(new TlsFiles(one.certificate(), locked), "has a password");
        Files.writeString(locked, "-----BEGIN PRIVATE KEY-----\nA=A=\n-----END PRIVATE KEY-----");
        refused(new TlsFiles(one.certificate(), locked), "not that of the certificate");
        assertThatThrownBy(() -> one.usableUntil(now.plus(Duration.ofDays(1_000))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("get a new one");
        assertThatThrownBy(() -> one.usableUntil(now.minus(Duration.ofDays(1_000))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("look at the clock");
    }

    private void refused(TlsFiles files, String sentence) {
        assertThatThrownBy(() -> files.pack(now))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence);
    }
}
