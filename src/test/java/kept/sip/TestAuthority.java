package kept.sip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Signs certificates for tests, as those do whom Java trusts.
public final class TestAuthority {
    private static final String SECRET = "a secret";
    private final Path folder;

    public TestAuthority(Path folder) throws Exception {
        this.folder = folder;
        keytool("ca", "-genkeypair -alias ca -keyalg EC -dname CN=Authority -ext bc:c");
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", store("ca").getCertificate("ca"));
        try (var out = Files.newOutputStream(folder.resolve("trusted.p12"))) {
            trusted.store(out, SECRET.toCharArray());
        }
    }

    /// From now on lines that are opened trust what it signed.
    public void trust() {
        System.setProperty("javax.net.ssl.trustStore", folder.resolve("trusted.p12").toString());
        System.setProperty("javax.net.ssl.trustStorePassword", SECRET);
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
    }

    public static void forget() {
        for (var name : List.of("trustStore", "trustStorePassword", "trustStoreType")) {
            System.clearProperty("javax.net.ssl." + name);
        }
    }

    /// Its certificate for these names, written as in `dns:sip.example.com`.
    public TlsFiles issue(String as, String names, String more) throws Exception {
        Path request = folder.resolve(as + ".csr");
        Path signed = folder.resolve(as + ".crt");
        own(as, names, more);
        keytool(as, "-certreq -alias " + as + " -file " + request);
        keytool(
                "ca",
                "-gencert -alias ca -rfc -ext san="
                        + names
                        + " -infile "
                        + request
                        + " -outfile "
                        + signed);
        return write(
                as,
                Files.readString(signed) + pem("CERTIFICATE", store("ca").getCertificate("ca")));
    }

    /// A certificate that is signed by itself.
    public TlsFiles own(String as, String names, String more) throws Exception {
        keytool(
                as,
                ("-genkeypair -alias "
                                + as
                                + " -dname CN="
                                + as
                                + " -ext san="
                                + names
                                + " "
                                + more)
                        .strip());
        return write(as, pem("CERTIFICATE", store(as).getCertificate(as)));
    }

    private TlsFiles write(String as, String chain) throws Exception {
        Path certificate = folder.resolve(as + ".pem");
        Path key = folder.resolve(as + ".key");
        Files.writeString(certificate, chain);
        Files.writeString(
                key, block("PRIVATE KEY", store(as).getKey(as, SECRET.toCharArray()).getEncoded()));
        return new TlsFiles(certificate, key);
    }

    private KeyStore store(String name) throws Exception {
        return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), SECRET.toCharArray());
    }

    private static String pem(String type, Certificate certificate) throws Exception {
        return block(type, certificate.getEncoded());
    }

    private static String block(String type, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, text, type);
    }

    private void keytool(String store, String words) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(List.of(words.split(" ")));
        command.addAll(
                List.of(
                        "-keystore",
                        folder.resolve(store + ".p12").toString(),
                        "-storepass",
                        SECRET));
        int exit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new AssertionError(Files.readString(folder.resolve("keytool.log")));
        }
    }
}
