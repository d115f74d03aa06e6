package kept.webphone;

import java.time.Duration;
import kept.kernel.Refusal;
import kept.media.AudioPort;

/// Takes the offers of browsers. Every program has one certificate of its own, made when it starts; browsers know it by its
/// fingerprint alone.
public final class BrowserPhones {
    private final OwnCertificate certificate = OwnCertificate.make();
    private final Duration consent;

    public BrowserPhones() {
        this(BrowserLeg.CONSENT);
    }

    BrowserPhones(Duration consent) {
        this.consent = consent;
    }

    /// Answers the offer of a browser: from now on it may come to the port. Until it has proved itself there, the port says nothing.
    ///
    /// @param offer the session description of the browser (RFC 8866), as a stranger can write it
    /// @param port a fresh port; it stays the caller's to give back, after the leg is closed
    /// @param address the literal IPv4 or IPv6 address at which the browser reaches the port
    /// @throws Refusal if the offer cannot be served, with a sentence for whoever sits at the browser
    public BrowserLeg answer(String offer, AudioPort port, String address, BrowserEvents events) {
        BrowserOffer read = BrowserOffer.read(offer);
        var ours = IceCredentials.random();
        var leg = new BrowserLeg(read, ours, certificate, port, address, events, consent);
        leg.start();
        return leg;
    }
}
