package kept.webphone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kept.media.MasterKey;
import kept.media.Srtp;
import kept.media.SrtpSuite;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// What a browser does on the wire, by hand, with the DTLS client of BouncyCastle.
final class TestBrowser implements AutoCloseable {
    final OwnCertificate certificate = OwnCertificate.make();
    final DatagramSocket socket;
    private final InetSocketAddress house;
    private final BlockingQueue<byte[]> secured = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> stun = new LinkedBlockingQueue<>();

    TestBrowser(String address, int port) throws IOException {
        socket = new DatagramSocket(0, InetAddress.ofLiteral(address));
        house = new InetSocketAddress(InetAddress.ofLiteral(address), port);
        Thread.ofVirtual().start(this::read);
    }

    String offer(Fingerprint shown) {
        return BrowserOfferTest.OFFER.replaceAll("a=fingerprint.*", "a=fingerprint:" + shown);
    }

    /// Proves that it has read the answer.
    void ask(String answer, String password) throws IOException {
        send(StunRequest.by(line(answer, "a=ice-ufrag:") + ":h6vY", password, 0x0025));
    }

    void ask(String answer) throws IOException {
        ask(answer, line(answer, "a=ice-pwd:"));
    }

    static String line(String answer, String start) {
        return answer.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, house));
    }

    /// The handshake, as the side that begins.
    Secured secure(boolean withSrtp) throws IOException {
        var client = new Client(withSrtp);
        var transport = new DTLSClientProtocol().connect(client, new Wire());
        return new Secured(transport, client.srtp.join(), client.house.join(), client.goodbye);
    }

    /// What came of the handshake.
    record Secured(
            DTLSTransport transport,
            Srtp srtp,
            Fingerprint house,
            CompletableFuture<Short> goodbye) {}

    private void read() {
        try {
            while (true) {
                var datagram = new DatagramPacket(new byte[2_048], 2_048);
                socket.receive(datagram);
                byte[] bytes = Arrays.copyOf(datagram.getData(), datagram.getLength());
                (bytes[0] < 0 ? heard : bytes[0] < 4 ? stun : secured).add(bytes);
            }
        } catch (IOException e) {
            // the end of the test
        }
    }

    private final class Wire implements DatagramTransport {
        @Override
        public int getReceiveLimit() {
            return 2_048;
        }

        @Override
        public int getSendLimit() {
            return 1_200;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int millis) throws IOException {
            try {
                byte[] next = secured.poll(millis, TimeUnit.MILLISECONDS);
                if (next == null) {
                    return -1;
                }
                System.arraycopy(next, 0, buffer, offset, next.length);
                return next.length;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) throws IOException {
            TestBrowser.this.send(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void close() {}
    }

    private final class Client extends DefaultTlsClient {
        private final boolean withSrtp;
        private final CompletableFuture<Short> goodbye = new CompletableFuture<>();
        private final CompletableFuture<Srtp> srtp = new CompletableFuture<>();
        private final CompletableFuture<Fingerprint> house = new CompletableFuture<>();

        private Client(boolean withSrtp) {
            super(new BcTlsCrypto(new SecureRandom()));
            this.withSrtp = withSrtp;
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return 5_000;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            if (withSrtp) {
                TlsSRTPUtils.addUseSRTPExtension(
                        extensions, new UseSRTPData(new int[] {7, 1}, new byte[0]));
            }
            return extensions;
        }

        @Override
        public void notifyAlertReceived(short level, short description) {
            goodbye.complete(description);
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate server)
                        throws IOException {
                    house.complete(
                            Fingerprint.of(
                                    "sha-256",
                                    server.getCertificate().getCertificateAt(0).getEncoded()));
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request)
                        throws IOException {
                    var crypto = (BcTlsCrypto) getCrypto();
                    return new BcDefaultTlsCredentialedSigner(
                            new TlsCryptoParameters(context),
                            crypto,
                            PrivateKeyFactory.createKey(certificate.key().getEncoded()),
                            new Certificate(
                                    new TlsCertificate[] {
                                        crypto.createCertificate(certificate.encoded())
                                    }),
                            new SignatureAndHashAlgorithm(
                                    HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
                }
            };
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            byte[] keys = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 60);
            srtp.complete(Srtp.with(SrtpSuite.AES_CM_128_HMAC_SHA1_80, key(keys, 0), key(keys, 1)));
        }

        private static MasterKey key(byte[] keys, int side) {
            return MasterKey.of(
                    ByteBuffer.allocate(30)
                            .put(keys, 16 * side, 16)
                            .put(keys, 32 + 14 * side, 14)
                            .array());
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
