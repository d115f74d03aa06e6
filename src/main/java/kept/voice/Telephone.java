package kept.voice;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kept.contacts.Contacts;
import kept.contacts.TakenOver;
import kept.jobs.Round;
import kept.kernel.Refusal;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.sip.AddressRange;
import kept.sip.LineSettings;
import kept.sip.SipLine;
import kept.sip.TrunkAccount;
import kept.sip.TrunkRegistration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps the line open while the program runs, where `KEPT_SIP_LISTEN` says so: opens it, opens it anew when its settings change or it no
/// longer answers, renews the lease of this program, and ends what programs left that are gone.
@Component
class Telephone implements Round, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Telephone.class);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int PROBE_EVERY = 5;

    private final String listen;
    private final Exchange exchange;
    private final OpenLine openLine;
    private final Lines lines;
    private final Contacts contacts;
    private final LineHealth health;
    private final SecureListener secure;
    private final Networks networks;
    private final Clock clock;
    private final List<TrunkRegistration> registrations = new ArrayList<>();
    private OpenLine.@Nullable Connected open;
    private List<Trunk> trunks = List.of();
    private volatile boolean changed;
    private volatile boolean running;
    private volatile String trouble = "";
    private int turns;

    Telephone(
            @Value("${kept.sip-listen:}") String listen,
            Exchange exchange,
            OpenLine openLine,
            Lines lines,
            Contacts contacts,
            LineHealth health,
            SecureListener secure,
            Networks networks,
            Clock clock) {
        this.listen = listen;
        this.exchange = exchange;
        this.openLine = openLine;
        this.lines = lines;
        this.contacts = contacts;
        this.health = health;
        this.secure = secure;
        this.networks = networks;
        this.clock = clock;
        lines.onChange(() -> changed = true);
    }

    /// Whether the house has a telephone at all.
    boolean wanted() {
        return !listen.isBlank();
    }

    /// What keeps the line from being open, or an empty text.
    String trouble() {
        return trouble;
    }

    /// The port it listens on, 0 while it does not.
    int port() {
        var now = open;
        return now == null ? 0 : now.line().port();
    }

    /// The port it listens on by TLS, 0 while it does not.
    int securePort() {
        var now = open;
        return now == null || now.line().tlsPort() == now.line().port() ? 0 : now.line().tlsPort();
    }

    /// Where we reach it ourselves.
    String host() {
        String host = listen.replaceFirst(":\\d+$", "");
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }

    /// How our registrations at providers stand.
    List<TrunkRegistration.State> registrations() {
        return registrations.stream().map(TrunkRegistration::state).toList();
    }

    /// What keeps the other ways into the network from working, one sentence for each that does not.
    List<String> troubles() {
        return networks.troubles(lines.trunks());
    }

    @Override
    public void start() {
        running = true;
        if (wanted()) {
            contacts.renew(exchange.host(), LEASE);
            connect();
        }
    }

    @Override
    public void stop() {
        running = false;
        disconnect();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public String roundName() {
        return "telephone";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void turn() {
        if (!wanted() || !running) {
            return;
        }
        contacts.renew(exchange.host(), LEASE);
        takeOver();
        exchange.freeForgottenAgents();
        health.quiet().forEach(health::green);
        if (open == null) {
            connect();
        } else if (changed) {
            follow(open);
        } else if (++turns % PROBE_EVERY == 0) {
            lookAfter(open);
        }
    }

    private void lookAfter(OpenLine.Connected now) {
        if (secure.renewed() && exchange.size() == 0) {
            log.info("The certificate for SIP was renewed, so the line is opened anew.");
            disconnect();
            connect();
        } else if (answers(now)) {
            now.line().learn();
            // the owner may have changed them by another program of the house
            changed |= !lines.trunks().equals(trunks);
        } else {
            log.warn("The line no longer answers us, so it is opened anew.");
            disconnect();
            connect();
        }
    }

    /// What the owner changed holds from now on; a new address of ours waits until nobody is on the line.
    private void follow(OpenLine.Connected now) {
        var settings = lines.settings();
        boolean moved =
                !settings.advertised().isEmpty() && !settings.advertised().equals(now.address());
        if (!moved) {
            changed = false;
            now.line().trusting(trusted());
            registrations.forEach(TrunkRegistration::close);
            registrations.clear();
            register(now.line());
            networks.follow(trunks, bound(), exchange);
        } else if (exchange.size() == 0) {
            disconnect();
            connect();
        }
    }

    private void register(SipLine line) {
        for (var trunk : lines.trunks()) {
            if (trunk.registers()) {
                registrations.add(
                        line.register(
                                new TrunkAccount(
                                        trunk.target(""),
                                        trunk.account(),
                                        trunk.secret(),
                                        Duration.ofMinutes(10))));
            }
        }
    }

    private void takeOver() {
        for (var left : contacts.left()) {
            try {
                var owed = contacts.lost(left);
                exchange.freeAgentOf(left);
                log.warn(
                        "Contact {} was lost with its program; {}.",
                        left.id(),
                        owed.isPresent() ? "it is rung back" : "nobody can ring it back");
            } catch (TakenOver _) {
                // another program was faster
            }
        }
    }

    private static boolean answers(OpenLine.Connected now) {
        try {
            now.line().probe().get(6, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private synchronized void connect() {
        changed = false;
        try {
            var settings = lines.settings();
            String host = bound();
            int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
            String address =
                    settings.advertised().isEmpty() ? addressOf(host) : settings.advertised();
            var line =
                    secure.open(
                            LineSettings.on(host, port, Lines.REALM)
                                    .advertising(address)
                                    .trusting(trusted()),
                            how -> SipLine.open(how, exchange, exchange, clock));
            open = new OpenLine.Connected(line, MediaPorts.open(MediaSettings.on(host)), address);
            openLine.connect(open);
            register(line);
            networks.follow(trunks, host, exchange);
            trouble = "";
            log.info("The telephone listens on {}, port {}.", host, line.port());
        } catch (Refusal e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(trouble)) {
                log.error("The telephone is off: {} It is tried again every second.", why);
            }
            trouble = why;
        }
    }

    private synchronized void disconnect() {
        // while there is still a line to say it by, and a ledger
        exchange.cutAll("the telephone closed");
        registrations.forEach(TrunkRegistration::close);
        registrations.clear();
        networks.close();
        var now = open;
        open = null;
        openLine.connect(null);
        if (now != null) {
            now.line().close();
            now.ports().close();
        }
    }

    /// The address to which all is bound.
    private String bound() {
        return listen.replaceFirst(":\\d+$", "");
    }

    private List<AddressRange> trusted() {
        trunks = lines.trunks();
        return trunks.stream()
                .filter(Trunk::isSip)
                .flatMap(trunk -> ranges(trunk).stream())
                .toList();
    }

    private static List<AddressRange> ranges(Trunk trunk) {
        try {
            var ranges = new ArrayList<AddressRange>();
            for (var address : InetAddress.getAllByName(trunk.host())) {
                ranges.add(AddressRange.parse(address.getHostAddress()));
            }
            return ranges;
        } catch (java.net.UnknownHostException _) {
            log.warn(
                    "The trunk {} has an address that nobody knows; no calls are taken from it.",
                    trunk.name());
            return List.of();
        }
    }

    /// The address that others see, for a line that listens on all.
    private static String addressOf(String host) {
        if (!host.equals("0.0.0.0") && !host.equals("::")) {
            return host;
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address ->
                            address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElse("127.0.0.1");
        } catch (SocketException _) {
            return "127.0.0.1";
        }
    }
}
