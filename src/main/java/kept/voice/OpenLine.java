package kept.voice;

import java.util.List;
import kept.kernel.Refusal;
import kept.media.MediaPorts;
import kept.sip.Binding;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.Dial;
import kept.sip.SipLine;
import kept.webphone.BrowserEvents;
import kept.webphone.BrowserLeg;
import kept.webphone.BrowserPhones;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The line of this program while it is open, with its ports for sound and the other ways into the network: all that calls are made of.
@Component
class OpenLine {
    private final Networks networks;
    private final BrowserPhones browserPhones = new BrowserPhones();
    private volatile @Nullable Connected connected;

    /// @param address at which others reach our ports
    record Connected(SipLine line, MediaPorts ports, String address) {}

    OpenLine(Networks networks) {
        this.networks = networks;
    }

    void connect(@Nullable Connected line) {
        connected = line;
    }

    boolean isOpen() {
        return connected != null;
    }

    /// A side of a conversation with a port of its own.
    ///
    /// @param owner what it is for, in a word
    /// @throws Refusal if the line is closed, or all ports are taken
    Leg newLeg(String owner) {
        var open = open();
        return new Leg(open.ports().take(owner), open.address());
    }

    BrowserLeg answerBrowser(String offer, Leg leg, BrowserEvents events) {
        return browserPhones.answer(offer, leg.audio(), open().address(), events);
    }

    /// A port of ours, and the address at which others reach it.
    OurLines.Ears ears(String owner) {
        var open = open();
        return new OurLines.Ears(open.ports().take(owner), open.address());
    }

    Call dial(Dial dial, CallEvents events) {
        return dial.network().isEmpty()
                ? open().line().dial(dial, events)
                : networks.dial(dial, events);
    }

    /// Where a telephone of ours is registered now.
    List<Binding> bindings(String phone) {
        var open = connected;
        return open == null ? List.of() : open.line().bindings(phone);
    }

    private Connected open() {
        var open = connected;
        if (open == null) {
            throw new Refusal(Refusal.Kind.CONFLICT, "The telephone is not connected.");
        }
        return open;
    }
}
