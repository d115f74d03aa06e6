package kept.webphone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import kept.media.AudioPort;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One browser at one port. All that is played, bridged and recorded there works as for any other telephone.
public final class BrowserLeg implements AutoCloseable {
    /// After so long without a sign that it still wants to be sent to, a browser is gone (half of what RFC 7675 allows).
    public static final Duration CONSENT = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(BrowserLeg.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int MOST_DATA = 2_048;

    private final BrowserOffer offer;
    private final OwnCertificate certificate;
    private final AudioPort port;
    private final BrowserEvents events;
    private final IceLite ice;
    private final DtlsWire wire;
    private final String answer;
    private final Duration consent;
    private volatile @Nullable DTLSTransport secured;
    private volatile @Nullable InetSocketAddress target;
    private volatile boolean closed;

    BrowserLeg(
            BrowserOffer offer,
            IceCredentials ours,
            OwnCertificate certificate,
            AudioPort port,
            String address,
            BrowserEvents events,
            Duration consent) {
        this.offer = offer;
        this.certificate = certificate;
        this.port = port;
        this.events = events;
        this.consent = consent;
        ice = new IceLite(ours, offer.iceFragment(), System.nanoTime());
        wire = new DtlsWire(port);
        answer = BrowserAnswer.to(offer, ours, certificate.fingerprint(), address, port.port());
    }

    /// The session description that answers the browser.
    public String answer() {
        return answer;
    }

    /// Tells the browser that it is over. The port is not given back.
    @Override
    public void close() {
        closed = true;
        DTLSTransport open = secured;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("A browser was not told that its call is over; it notices.", e);
            }
        }
        wire.close();
    }

    void start() {
        port.onOther(this::came);
        Thread.ofVirtual().name("browser at port " + port.port()).start(this::run);
    }

    /// Tells apart what comes by its first byte (RFC 7983); by the receiving thread.
    private void came(ByteBuffer datagram, InetSocketAddress from) {
        if (closed) {
            return;
        }
        int first = datagram.get(datagram.position());
        if (first < 4) {
            ice.answer(datagram, from, System.nanoTime())
                    .ifPresent(reply -> {
                        port.sendOther(reply, from);
                        follow();
                    });
        } else if (first >= 20 && first < 64 && ice.proved(from)) {
            wire.came(datagram, from);
        }
    }

    private void run() {
        String why = "";
        try {
            why = live();
        } catch (IOException e) {
            LOG.info(
                    "The encryption with a browser failed ({}); its leg is given up.",
                    e.toString());
            why = "The browser could not prove that it is the one that called.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The leg of a browser failed; it is given up.", e);
            why = "The connection to the browser failed.";
        }
        boolean told = closed;
        port.sending(false);
        close();
        if (!told) {
            String sentence = why;
            tell(() -> events.gone(sentence));
        }
    }

    /// All its life.
    ///
    /// @return why it is over
    private String live() throws IOException, InterruptedException {
        while (!wire.begun(LOOK)) {
            if (faded()) {
                return "The browser did not come to our address; a firewall may stand between.";
            }
        }
        if (closed) {
            return "";
        }
        var server = DtlsServer.of(certificate, offer.fingerprint());
        DTLSTransport transport = new DTLSServerProtocol().accept(server, wire);
        port.protect(server.srtp());
        port.sending(offer.receives());
        // Only now may anything be sent: whoever sees this sees the guard, too.
        secured = transport;
        follow();
        tell(events::talking);
        return linger(server, transport);
    }

    /// Nobody sends data here; but this is how a lost end of the handshake is said again, and how a goodbye is heard.
    private String linger(DtlsServer server, DTLSTransport transport) {
        byte[] nothing = new byte[MOST_DATA];
        try {
            while (!closed && !server.over()) {
                transport.receive(nothing, 0, MOST_DATA, (int) LOOK.toMillis());
                if (faded()) {
                    return "Nothing has come from the browser for "
                            + consent.toSeconds()
                            + " seconds.";
                }
            }
        } catch (IOException e) {
            LOG.debug("A browser broke the encryption off; its leg is over.", e);
        }
        return "The browser has closed the call.";
    }

    private boolean faded() {
        return System.nanoTime() - ice.lastAsked() > consent.toNanos();
    }

    /// Sends to where the browser wants it, once the keys are agreed.
    private synchronized void follow() {
        InetSocketAddress chosen = ice.chosen();
        if (secured != null && chosen != null && !chosen.equals(target)) {
            target = chosen;
            port.to(chosen, offer.codec(), offer.telephoneEvent());
        }
    }

    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("Who listens to a browser failed; its leg goes on.", e);
        }
    }
}
