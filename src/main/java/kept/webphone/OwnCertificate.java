package kept.webphone;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// A certificate that we made ourselves, on P-256, and its key. Nobody looks at its name or its dates: the fingerprint in the session
/// description is what it is known by (RFC 8827 section 6.5).
record OwnCertificate(PrivateKey key, byte[] encoded) {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2049-12-31T23:59:59Z");
    private static final AlgorithmIdentifier ECDSA =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    static OwnCertificate make() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            TBSCertificate body = body(pair);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body.getEncoded(ASN1Encoding.DER));
            var parts = new ASN1EncodableVector();
            parts.add(body);
            parts.add(ECDSA);
            parts.add(new DERBitString(signature.sign()));
            return new OwnCertificate(
                    pair.getPrivate(), new DERSequence(parts).getEncoded(ASN1Encoding.DER));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java can make no certificate on P-256.", e);
        }
    }

    Fingerprint fingerprint() {
        return Fingerprint.of("sha-256", encoded);
    }

    private static TBSCertificate body(KeyPair pair) {
        var name = new X500Name("CN=kept");
        var body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        body.setSignature(ECDSA);
        body.setIssuer(name);
        body.setSubject(name);
        body.setStartDate(new Time(Date.from(FROM)));
        body.setEndDate(new Time(Date.from(TO)));
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        return body.generateTBSCertificate();
    }

    @Override
    public String toString() {
        return fingerprint().toString();
    }
}
