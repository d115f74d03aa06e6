package kept.webphone;

import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/// Our answer to a browser: one port for everything (BUNDLE, rtcp-mux), one address of ours as the only candidate, and the browser is to
/// begin the encryption (JSEP, RFC 9429).
final class BrowserAnswer {
    private static final int HOST_PRIORITY = 2_130_706_431;
    private final StringBuilder text = new StringBuilder(900);

    private BrowserAnswer() {}

    static String to(
            BrowserOffer offer, IceCredentials ours, Fingerprint own, String address, int port) {
        return new BrowserAnswer().write(offer, ours, own, address, port);
    }

    private String write(
            BrowserOffer offer, IceCredentials ours, Fingerprint own, String address, int port) {
        String family = (address.contains(":") ? "IP6 " : "IP4 ") + address;
        line("v=0");
        line("o=kept " + ThreadLocalRandom.current().nextLong(1L << 48) + " 1 IN " + family);
        line("s=-");
        line("t=0 0");
        line("a=ice-lite");
        String mid = offer.mids().get(offer.audio());
        if (offer.bundle() && !mid.isEmpty()) {
            line("a=group:BUNDLE " + mid);
        }
        for (int i = 0; i < offer.kinds().size(); i++) {
            if (i == offer.audio()) {
                audio(offer, port, family);
                name(mid);
                line("a=ice-ufrag:" + ours.fragment());
                line("a=ice-pwd:" + ours.password());
                line("a=fingerprint:" + own);
                line("a=setup:passive");
                line(
                        "a=candidate:1 1 udp "
                                + HOST_PRIORITY
                                + " "
                                + address
                                + " "
                                + port
                                + " typ host");
                line("a=end-of-candidates");
            } else {
                line("m=" + offer.kinds().get(i) + " 0");
                line("c=IN " + family);
                name(offer.mids().get(i));
                line("a=inactive");
            }
        }
        return text.toString();
    }

    private void audio(BrowserOffer offer, int port, String family) {
        int law = offer.codec().payload();
        OptionalInt keys = offer.telephoneEvent();
        line(
                "m=audio "
                        + port
                        + offer.kinds().get(offer.audio()).replaceFirst("^audio 0", "")
                        + " "
                        + law
                        + (keys.isPresent() ? " " + keys.getAsInt() : ""));
        line("c=IN " + family);
        line("a=rtpmap:" + law + " " + offer.codec().name() + "/8000");
        if (keys.isPresent()) {
            line("a=rtpmap:" + keys.getAsInt() + " telephone-event/8000");
            line("a=fmtp:" + keys.getAsInt() + " 0-15");
        }
        line("a=ptime:20");
        line("a=rtcp-mux");
        line("a=" + direction(offer));
        line("a=msid:kept kept");
    }

    private void name(String mid) {
        if (!mid.isEmpty()) {
            line("a=mid:" + mid);
        }
    }

    private static String direction(BrowserOffer offer) {
        if (offer.sends()) {
            return offer.receives() ? "sendrecv" : "recvonly";
        }
        return offer.receives() ? "sendonly" : "inactive";
    }

    private void line(String line) {
        text.append(line).append("\r\n");
    }
}
