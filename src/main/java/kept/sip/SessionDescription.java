package kept.sip;

import java.util.List;
import java.util.Optional;

/// The audio of one side (SDP, RFC 8866): where it wants to hear, what it can read, and which way audio goes. Of other media only the
/// lines are kept that refuse them in an answer.
///
/// @param address a literal IPv4 or IPv6 address
/// @param port the RTP port; 0 refuses audio
/// @param formats PCMU, PCMA and telephone-event in the order of preference; what we do not speak is left out
/// @param ptime milliseconds of audio in a packet
/// @param secure whether it asks for SRTP (RTP/SAVP)
/// @param crypto its keys, as written after `a=crypto:` (RFC 4568); they are written only if it is secure
/// @param before other media ahead of the audio, as `video RTP/AVP 31`
/// @param after other media behind it
public record SessionDescription(
        String address,
        int port,
        List<Format> formats,
        Direction direction,
        int ptime,
        boolean secure,
        List<String> crypto,
        List<String> before,
        List<String> after) {

    /// One payload type of RTP and what it carries: `PCMU`, `PCMA` or `telephone-event`, at 8,000 Hz.
    public record Format(int payload, String encoding) {
        public static final Format PCMU = new Format(0, "PCMU");
        public static final Format PCMA = new Format(8, "PCMA");

        /// Keys as events (RFC 4733).
        public static Format telephoneEvent(int payload) {
            return new Format(payload, "telephone-event");
        }

        public boolean audio() {
            return !encoding.equals("telephone-event");
        }
    }

    /// What we offer when nobody asked for anything else: A-law, mu-law, keys as events of payload type 101, 20 ms.
    public static SessionDescription offer(String address, int port) {
        return new SessionDescription(
                address,
                port,
                List.of(Format.PCMA, Format.PCMU, Format.telephoneEvent(101)),
                Direction.SENDRECV,
                20,
                false,
                List.of(),
                List.of(),
                List.of());
    }

    /// The same with new keys at hand, for a far side that can be asked to encrypt. They are not written before [#secured].
    public SessionDescription withKeys() {
        return new SessionDescription(
                address,
                port,
                formats,
                direction,
                ptime,
                secure,
                CryptoLine.offer(),
                before,
                after);
    }

    /// The same by SRTP, if there are keys: for where signalling is encrypted, too, so that nobody reads them.
    public SessionDescription secured() {
        return crypto.isEmpty()
                ? this
                : new SessionDescription(
                        address, port, formats, direction, ptime, true, crypto, before, after);
    }

    /// Reads what a stranger wrote, of at most 16,384 bytes. Nothing is thrown.
    public static SessionReading parse(byte[] body) {
        return SessionParser.parse(body);
    }

    /// Another direction: `SENDONLY` holds the other side, `SENDRECV` resumes.
    public SessionDescription with(Direction other) {
        return new SessionDescription(
                address, port, formats, other, ptime, secure, crypto, before, after);
    }

    /// The payload type of keys as events.
    public Optional<Integer> telephoneEvent() {
        return formats.stream().filter(format -> !format.audio()).map(Format::payload).findFirst();
    }

    /// The text to send.
    ///
    /// @param session the number of the session, the same in all its versions
    /// @param version one more with every change (RFC 3264 section 8)
    public String format(long session, long version) {
        String family = address.contains(":") ? "IP6 " : "IP4 ";
        var text = new StringBuilder(400);
        line(text, "v=0");
        line(text, "o=kept " + session + " " + version + " IN " + family + address);
        line(text, "s=kept");
        line(text, "c=IN " + family + address);
        line(text, "t=0 0");
        before.forEach(other -> line(text, refused(other)));
        line(text, "m=audio " + port + (secure ? " RTP/SAVP" : " RTP/AVP") + payloads());
        for (Format format : formats) {
            line(text, "a=rtpmap:" + format.payload() + " " + format.encoding() + "/8000");
            if (!format.audio()) {
                line(text, "a=fmtp:" + format.payload() + " 0-15");
            }
        }
        if (secure) {
            crypto.forEach(key -> line(text, "a=crypto:" + key));
        }
        line(text, "a=ptime:" + ptime);
        line(text, "a=" + direction.attribute());
        after.forEach(other -> line(text, refused(other)));
        return text.toString();
    }

    /// Without keys, because records end up in logs.
    @Override
    public String toString() {
        return "audio at "
                + address
                + " "
                + port
                + (secure ? " by SRTP " : " ")
                + direction
                + " "
                + formats;
    }

    private String payloads() {
        var text = new StringBuilder();
        formats.forEach(format -> text.append(' ').append(format.payload()));
        // A refused line still needs a format.
        return text.isEmpty() ? " 0" : text.toString();
    }

    private static String refused(String other) {
        int space = other.indexOf(' ');
        return "m=" + other.substring(0, space) + " 0" + other.substring(space);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }
}
