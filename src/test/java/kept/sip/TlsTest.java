package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir Path folder;

    @Test
    void the_line_speaks_tls_with_its_own_certificate() throws Exception {
        var tls = new LineSettings.Tls(0, keyStore(), "a secret");
        try (var house = Exchange.with(all -> all.with(tls));
                var socket = (SSLSocket) trusting().getSocketFactory().createSocket()) {
            socket.connect(
                    new java.net.InetSocketAddress(
                            java.net.InetAddress.ofLiteral("127.0.0.1"), house.line.tlsPort()));
            socket.setSoTimeout(5_000);
            String options =
                    """
                    OPTIONS sip:127.0.0.1 SIP/2.0
                    Via: SIP/2.0/TLS 127.0.0.1:%d;branch=z9hG4bKtls;rport
                    From: <sip:a@127.0.0.1>;tag=a
                    To: <sip:b@127.0.0.1>
                    Call-ID: tls
                    CSeq: 1 OPTIONS
                    Max-Forwards: 70
                    Content-Length: 0

                    """
                            .formatted(socket.getLocalPort())
                            .replace("\n", "\r\n");
            socket.getOutputStream().write(options.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[11];
            assertThat(socket.getInputStream().readNBytes(answer, 0, 11)).isEqualTo(11);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("SIP/2.0 200");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    private Path keyStore() throws Exception {
        Path file = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        int exit =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "sip",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=kept.test",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                "a secret")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start()
                        .waitFor();
        assertThat(exit).isZero();
        return file;
    }

    /// The certificate was made a moment ago by nobody known.
    private static SSLContext trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
