package kept.webphone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kept.fuzz.FuzzTarget;
import kept.kernel.Refusal;

/// The readers of what browsers send.
public final class BrowserFuzz {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final Fingerprint OWN = OwnCertificate.make().fingerprint();

    private BrowserFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "STUN",
                        List.of(
                                StunRequest.by("evtj:h6vY", PASSWORD, StunMessage.USE_CANDIDATE),
                                StunRequest.by("evtj:h6vY", PASSWORD, 0x7fff, 0x0001)),
                        BrowserFuzz::stun),
                FuzzTarget.of(
                        "offers of browsers",
                        List.of(
                                BrowserOfferTest.OFFER,
                                BrowserOfferTest.OFFER.replace("\n", "\r\n")),
                        BrowserFuzz::offer));
    }

    private static void stun(byte[] bytes) {
        take(bytes);
        // With the right length and checksum it comes further.
        int size = bytes.length & ~3;
        if (size >= StunMessage.HEADER + 8 && size < 1_280) {
            byte[] whole = java.util.Arrays.copyOf(bytes, size);
            var buffer = ByteBuffer.wrap(whole);
            buffer.put(0, (byte) (whole[0] & 0x3f));
            buffer.putShort(2, (short) (size - StunMessage.HEADER));
            buffer.putInt(4, StunMessage.MAGIC_COOKIE);
            buffer.putShort(size - 8, (short) StunMessage.FINGERPRINT)
                    .putShort(size - 6, (short) 4);
            buffer.putInt(size - 4, StunMessage.fingerprint(whole, size - 8));
            take(whole);
        }
    }

    private static void take(byte[] bytes) {
        var from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        StunMessage.read(ByteBuffer.wrap(bytes))
                .ifPresent(message -> {
                    message.from("evtj:h6vY");
                    message.signedWith(PASSWORD);
                    StunAnswer.seen(message, from, PASSWORD);
                    StunAnswer.notUnderstood(message, List.of(1, 2), PASSWORD);
                });
    }

    private static void offer(byte[] bytes) {
        try {
            var offer = BrowserOffer.read(new String(bytes, StandardCharsets.UTF_8));
            BrowserAnswer.to(offer, new IceCredentials("evtj", PASSWORD), OWN, "192.0.2.1", 10_000);
        } catch (Refusal _) {
            // by design
        }
    }
}
