package kept.sip;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kept.fuzz.FuzzTarget;
import kept.mail.SharedData;
import kept.media.MasterKey;

/// The readers of signalling.
public final class SipFuzz {
    private static final String DIGEST =
            "Digest username=\"ada\", realm=\"kept\", nonce=\"abc\\\"d\", uri=\"sip:kept\", qop=auth, nc=00000001, cnonce=\"0a\", algorithm=SHA-256, response=\"0123456789abcdef\"";
    private static final String SESSION =
            """
            v=0
            o=- 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP6 2001:db8::1
            t=0 0
            m=video 5002 RTP/AVP 31
            m=audio 5004 RTP/SAVP 0 8 96 101
            c=IN IP4 192.0.2.7
            a=rtpmap:96 opus/48000/2
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^31 WSH=64
            a=ptime:20
            a=sendonly
            """;
    private static final String MESSAGE =
            """
            INVITE sip:1000@192.0.2.1;user=phone SIP/2.0
            v: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK1;rport
            Via: SIP/2.0/TCP [2001:db8::9]:5060;branch=z9hG4bK0
            From: "A. \\"B\\"" <sip:+43660@192.0.2.2>;tag=1
            t: sip:1000@192.0.2.1
            Call-ID: 1@192.0.2.2
            CSeq: 1 INVITE
            m: <sip:ada@10.0.0.1:5062;transport=udp>
            Max-Forwards: 70
            Record-Route: <sip:192.0.2.3;lr>
            Subject: a
             folded line
            Session-Expires: 1800;refresher=uac
            Authorization: %s
            c: application/sdp
            l: %d

            %s\
            """
                    .formatted(DIGEST, SESSION.length() + SESSION.lines().count(), SESSION);

    private SipFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget("SIP by datagrams", messages(), bytes -> message(bytes, true)),
                new FuzzTarget("SIP in streams", messages(), bytes -> message(bytes, false)),
                FuzzTarget.of("session descriptions", List.of(lines(SESSION)), SipFuzz::session),
                FuzzTarget.of(
                        "digests",
                        List.of(
                                DIGEST,
                                "Digest realm=\"a\",nonce=\"b\",qop=\"auth,auth-int\",opaque=\"\""),
                        SipFuzz::digest),
                FuzzTarget.of(
                        "keys of SDES",
                        List.of(
                                "1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4",
                                "2 AES_CM_128_HMAC_SHA1_32 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz -X WSH=64"),
                        SipFuzz::key),
                FuzzTarget.of(
                        "addresses and numbers",
                        List.of(
                                "\"A\" <sip:a@[::1]:5060;lr>;tag=1, sip:b@c;x=\"y\"",
                                "1800;refresher=uas"),
                        SipFuzz::header));
    }

    private static List<byte[]> messages() {
        var all = new ArrayList<byte[]>();
        all.add(lines(MESSAGE).getBytes(StandardCharsets.UTF_8));
        all.add(
                lines(MESSAGE)
                        .replaceFirst("^[^\r]*", "SIP/2.0 200 OK")
                        .getBytes(StandardCharsets.UTF_8));
        all.addAll(torture());
        return all;
    }

    /// The messages of RFC 4475, where they are at hand.
    private static List<byte[]> torture() {
        try {
            Path folder = SharedData.folder("sip-torture");
            return Stream.of("rfc4475", "rfc5118")
                    .flatMap(name -> SharedData.files(folder.resolve(name), ".dat").stream())
                    .map(SharedData::bytes)
                    .toList();
        } catch (RuntimeException _) {
            return List.of();
        }
    }

    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }

    private static void message(byte[] bytes, boolean whole) {
        try {
            var message = new ScreeningParser().parseSIPMessage(bytes, whole, false, null);
            if (message != null) {
                Screened.of(message).raw().all("via");
                RealContact.in(message, "tls");
                message.encode();
            }
        } catch (ParseException _) {
            // nobody is answered
        }
    }

    private static void session(byte[] bytes) {
        if (SessionDescription.parse(bytes) instanceof SessionReading.Read read) {
            OfferAnswer.answer(
                            read.session(), SessionDescription.offer("192.0.2.9", 4_000).withKeys())
                    .ifPresent(answer -> {
                        String text = answer.format(1, 1);
                        var again = SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8));
                        boolean refused = answer.port() == 0;
                        if (!refused && !(again instanceof SessionReading.Read)) {
                            throw new AssertionError("We cannot read our answer: " + again + text);
                        }
                        OfferAnswer.agreed(answer, read.session());
                    });
        }
    }

    private static void digest(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        DigestParameters.parse(text)
                .ifPresent(given ->
                        Digests.response(given, "INVITE", DigestSecrets.of("a", "kept", "b")));
        Digests.authorization(
                        List.of(text),
                        new TrunkAccount("sip:a", "ada", "b", java.time.Duration.ofMinutes(1)),
                        "INVITE",
                        "sip:a")
                .ifPresent(own -> {
                    if (own.length() < 4_096 && DigestParameters.parse(own).isEmpty()) {
                        throw new AssertionError("We cannot read our own proof: " + own);
                    }
                });
    }

    private static void key(byte[] bytes) {
        CryptoLine.read(new String(bytes, StandardCharsets.UTF_8))
                .ifPresent(line -> MasterKey.of(java.util.Base64.getDecoder().decode(line.key())));
    }

    private static void header(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Addresses.wellFormed(text);
        Addresses.hostIn(text);
        SessionTimer.seconds(java.util.Optional.of(text));
    }
}
