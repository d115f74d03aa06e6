package kept.demo;

import java.time.Clock;
import java.util.Optional;
import kept.customers.ContactPoint;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.kernel.EmailAddress;
import kept.kernel.Refusal;
import kept.media.AudioPort;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.sip.AddressRange;
import kept.sip.Call;
import kept.sip.CallOffer;
import kept.sip.LineSettings;
import kept.sip.Phones;
import kept.sip.SipLine;
import kept.voice.Lines;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The telephone network around the demo: a trunk on this machine, behind which every customer has a telephone. They call by a key on
/// the page, and they answer when they are called.
@Component
@ConditionalOnProperty("kept.demo")
class DemoNetwork implements DisposableBean {
    static final String HOST = "127.0.0.1";

    private static final Logger log = LoggerFactory.getLogger(DemoNetwork.class);
    private static final String TRUNK = "Network of the demo";

    private final Lines lines;
    private final DemoTalk talk;
    private final Customers customers;
    private final DemoHouse house;
    private final Clock clock;
    private @Nullable SipLine line;
    private @Nullable MediaPorts ports;

    DemoNetwork(Lines lines, DemoTalk talk, Customers customers, DemoHouse house, Clock clock) {
        this.lines = lines;
        this.talk = talk;
        this.customers = customers;
        this.house = house;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        var settings = LineSettings.on(HOST, 0, "demo").trusting(AddressRange.LOOPBACK);
        line = SipLine.open(settings, this::rung, Phones.none(), clock);
        ports = MediaPorts.open(new MediaSettings(HOST, 30_000, 39_999));
        var owner = house.owner();
        lines.trunks().stream()
                .filter(trunk -> trunk.name().equals(TRUNK))
                .forEach(trunk -> lines.removeTrunk(owner, trunk.id()));
        lines.addTrunk(owner, TRUNK, HOST + ":" + line.port(), "", "", DemoTelephone.CARE);
    }

    /// Lets somebody call.
    void calls(DemoCaller who) {
        var from = line;
        if (from == null) {
            throw Refusal.conflict("The telephone is not open yet. Try again in a moment.");
        }
        var customer = who.name().isEmpty() ? null : named(who.name());
        Thread.startVirtualThread(() -> {
            try (var audio = port()) {
                talk.calls(who, customer, from, audio);
            } catch (Refusal e) {
                log.warn("{} cannot call: {}", who.name(), e.getMessage());
            }
        });
    }

    private Customer named(String name) {
        String address =
                name.toLowerCase(java.util.Locale.ROOT).replace("ê", "e").replace(' ', '.');
        return customers
                .byEmail(EmailAddress.of(address + "@example.com"))
                .orElseThrow(() -> Refusal.notFound(name + " is no longer a customer."));
    }

    private AudioPort port() {
        var open = ports;
        if (open == null) {
            throw new IllegalStateException("The network is closed");
        }
        return open.take("demo");
    }

    private void rung(Call call, CallOffer offer) {
        Thread.startVirtualThread(() -> {
            if (offer.session().isEmpty() || !knows(offer.called())) {
                call.refuse(404, "Nobody has this number", Optional.empty());
                return;
            }
            try (var audio = port()) {
                talk.answers(call, offer.session().get(), audio);
            }
        });
    }

    private boolean knows(String number) {
        try {
            return customers.byContactPoint(ContactPoint.phone(number, "GB")).isPresent();
        } catch (Refusal _) {
            return false;
        }
    }

    @Override
    public void destroy() {
        if (line != null) {
            line.close();
        }
        if (ports != null) {
            ports.close();
        }
    }
}
