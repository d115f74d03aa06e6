package kept.sip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kept.kernel.Refusal;

/// Our certificate for SIP by TLS, as two PEM files: its chain, ours first, and its key as PKCS#8 without a password (RFC 7468).
public record TlsFiles(Path certificate, Path key) {
    private static final long LARGEST = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /// Until when the certificate holds.
    ///
    /// @throws Refusal if the files cannot be used at that moment; it says why
    public Instant usableUntil(Instant now) {
        List<X509Certificate> chain = chain();
        requirePair(chain.getFirst(), key(chain.getFirst()));
        Instant from = chain.getFirst().getNotBefore().toInstant();
        Instant until = chain.getFirst().getNotAfter().toInstant();
        if (now.isBefore(from)) {
            throw Refusal.conflict(
                    "The certificate in %s holds only from %s: look at the clock, or get another one."
                            .formatted(certificate, from));
        }
        if (now.isAfter(until)) {
            throw Refusal.conflict(
                    "The certificate in %s ended at %s: get a new one."
                            .formatted(certificate, until));
        }
        return until;
    }

    /// The same in the form that the SIP stack reads. Close it once the line is open.
    ///
    /// @throws Refusal if the files cannot be used now; it says why
    public Packed pack(Instant now) {
        usableUntil(now);
        List<X509Certificate> chain = chain();
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry(
                    "sip",
                    key(chain.getFirst()),
                    password.toCharArray(),
                    chain.toArray(X509Certificate[]::new));
            Path file = Files.createTempFile("kept-sip-", ".p12");
            try (var out = Files.newOutputStream(file)) {
                keys.store(out, password.toCharArray());
            }
            return new Packed(file, password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The certificate could not be packed", e);
        }
    }

    /// A passing file that only we can read, with a password that nobody else knows.
    public record Packed(Path file, String password) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        /// Without the password, because records end up in logs.
        @Override
        public String toString() {
            return "Packed[" + file + "]";
        }
    }

    private List<X509Certificate> chain() {
        String text = text(certificate);
        try {
            var found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(
                                            text.getBytes(StandardCharsets.ISO_8859_1)));
            List<X509Certificate> chain = found.stream().map(X509Certificate.class::cast).toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException _) {
            throw noCertificate();
        }
        throw noCertificate();
    }

    private Refusal noCertificate() {
        return Refusal.conflict(
                "The file %s holds no certificate: it begins with -----BEGIN CERTIFICATE-----."
                        .formatted(certificate));
    }

    private PrivateKey key(X509Certificate of) {
        String text = text(key);
        Matcher block = KEY.matcher(text);
        if (!block.find()) {
            throw Refusal.conflict(
                    text.contains("PRIVATE KEY-----")
                            ? "The key in %s has a password or an old form: write it anew by openssl pkcs8 -topk8 -nocrypt."
                                    .formatted(key)
                            : "The file %s holds no key: it begins with -----BEGIN PRIVATE KEY-----."
                                    .formatted(key));
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(block.group(1));
            return KeyFactory.getInstance(of.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw another();
        }
    }

    private void requirePair(X509Certificate leaf, PrivateKey own) {
        try {
            String name =
                    switch (leaf.getPublicKey().getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> leaf.getPublicKey().getAlgorithm();
                    };
            var signing = Signature.getInstance(name);
            signing.initSign(own);
            signing.update((byte) 1);
            byte[] signature = signing.sign();
            signing.initVerify(leaf.getPublicKey());
            signing.update((byte) 1);
            if (!signing.verify(signature)) {
                throw another();
            }
        } catch (GeneralSecurityException _) {
            throw another();
        }
    }

    private Refusal another() {
        return Refusal.conflict(
                "The key in %s is not that of the certificate in %s: give both of one pair, ours first in the chain."
                        .formatted(key, certificate));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) <= LARGEST) {
                return Files.readString(file, StandardCharsets.ISO_8859_1);
            }
        } catch (IOException _) {
            throw Refusal.conflict(
                    "The file %s cannot be read: does it exist, and may the user that runs Kept read it?"
                            .formatted(file));
        }
        throw Refusal.conflict(
                "The file %s is too large for a certificate or key.".formatted(file));
    }
}
