package kept.webphone;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Hashtable;
import kept.media.MasterKey;
import kept.media.Srtp;
import kept.media.SrtpSuite;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/// Our side of one DTLS handshake (RFC 6347) that gives the keys of SRTP (RFC 5764). The browser must show the certificate whose
/// fingerprint it named.
final class DtlsServer extends DefaultTlsServer {
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int SUITE = SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80;
    private static final int KEY = 16;
    private static final int SALT = 14;
    private final BcTlsCrypto crypto;
    private final OwnCertificate own;
    private final Fingerprint theirs;
    private @Nullable Srtp srtp;
    private volatile boolean over;

    private DtlsServer(BcTlsCrypto crypto, OwnCertificate own, Fingerprint theirs) {
        super(crypto);
        this.crypto = crypto;
        this.own = own;
        this.theirs = theirs;
    }

    static DtlsServer of(OwnCertificate own, Fingerprint theirs) {
        return new DtlsServer(new BcTlsCrypto(new SecureRandom()), own, theirs);
    }

    /// The guard with the agreed keys, after the handshake.
    Srtp srtp() throws IOException {
        Srtp agreed = srtp;
        if (agreed == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        return agreed;
    }

    /// Whether the browser said goodbye.
    boolean over() {
        return over;
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        over |= description == AlertDescription.close_notify;
    }

    @Override
    public void notifyConnectionClosed() {
        over = true;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return PATIENCE_MILLIS;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        };
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        var chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(own.encoded())});
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                PrivateKeyFactory.createKey(own.key().getEncoded()),
                chain,
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                TlsUtils.getDefaultSupportedSignatureAlgorithms(context),
                null);
    }

    @Override
    public void notifyClientCertificate(@Nullable Certificate chain) throws IOException {
        boolean right =
                chain != null
                        && !chain.isEmpty()
                        && theirs.matches(chain.getCertificateAt(0).getEncoded());
        if (!right) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as the library declares it
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered =
                extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (offered == null
                || Arrays.stream(offered.getProtectionProfiles()).noneMatch(one -> one == SUITE)) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(new int[] {SUITE}, new byte[0]));
        return extensions;
    }

    /// The browser is the client: its key and salt stand first (RFC 5764 section 4.2).
    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        byte[] keys = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (KEY + SALT));
        srtp = Srtp.with(SrtpSuite.AES_CM_128_HMAC_SHA1_80, master(keys, 1), master(keys, 0));
    }

    private static MasterKey master(byte[] keys, int side) {
        byte[] master = Arrays.copyOf(Arrays.copyOfRange(keys, side * KEY, (side + 1) * KEY), 30);
        System.arraycopy(keys, 2 * KEY + side * SALT, master, KEY, SALT);
        return MasterKey.of(master);
    }
}
