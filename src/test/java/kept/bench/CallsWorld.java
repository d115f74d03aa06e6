package kept.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kept.media.AudioPort;
import kept.media.Codec;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.media.Sound;
import kept.media.Tones;
import kept.sip.AddressRange;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.DigestSecrets;
import kept.sip.Direction;
import kept.sip.LineSettings;
import kept.sip.OfferAnswer;
import kept.sip.Phones;
import kept.sip.SessionDescription;
import kept.sip.SipLine;
import kept.sip.TrunkAccount;
import org.jspecify.annotations.Nullable;

/// The telephone network with its callers, and the telephones of the agents, played with real SIP and real audio.
final class CallsWorld implements AutoCloseable {
    static final String PASSWORD = "correct horse";

    final MediaPorts ports = MediaPorts.open(new MediaSettings("127.0.0.1", 20_000, 29_999));
    final SipLine network = line((call, offer) -> rung(call, offer));
    final SipLine desks = line((call, offer) -> deskRings(call, offer));
    final Map<String, Long> rungAt = new ConcurrentHashMap<>();
    final List<Desk> talking = java.util.Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger twice = new AtomicInteger();
    final AtomicInteger talkedAgain = new AtomicInteger();
    private final List<Call> callers = new CopyOnWriteArrayList<>();
    private final int agents;
    volatile long killedAt;

    /// @param agents how many have a telephone
    CallsWorld(int agents) {
        this.agents = agents;
    }

    /// Gives a house its agents with a telephone each, a trunk that is this program, and a line with a menu.
    ///
    /// @param free how many of the agents are
    void furnish(Connection connection, int free) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("update telephone set country = 'AT', advertised = '127.0.0.1'");
            statement.execute(
                    "insert into trunk (id, name, address, caller_id, at) values (gen_random_uuid(), 'World', '127.0.0.1:%d', '+431000', now())"
                            .formatted(network.port()));
            for (int i = 0; i < agents; i++) {
                var secrets = DigestSecrets.of(name(i), "kept", PASSWORD);
                statement.execute(
                        """
                        with who as (insert into person (id, name, email, role, zone, created_at)
                                     values (gen_random_uuid(), 'Agent %d', 'agent%d@example.com', 'agent', 'UTC', now()) returning id),
                             unit as (insert into membership (person_id, unit_id) select who.id, u.id from who, unit u),
                             there as (insert into agent (person, state, since) select id, '%s', now() from who)
                        insert into phone (name, person, md5, sha256, at) select '%s', id, '%s', '%s', now() from who
                        """
                                .formatted(
                                        i,
                                        i,
                                        i < free ? "free" : "off",
                                        name(i),
                                        secrets.md5(),
                                        secrets.sha256()));
            }
            UUID menu = UUID.randomUUID();
            statement.execute(
                    "insert into menu (id, name, live, at) values ('%s', 'Front', 1, now())"
                            .formatted(menu));
            statement.execute(
                    """
                    insert into menu_version (menu, number, body, by, at)
                    select '%s', 1, '{"language": "en", "start": "start", "points": [{"name": "start", "says": "Welcome. Please stay on the line.", "keys": []}]}', id, now()
                      from person where role = 'owner' limit 1
                    """
                            .formatted(menu));
            statement.execute(
                    "insert into line (number, name, menu) values ('200', 'With a menu', '%s')"
                            .formatted(menu));
        }
    }

    private static String name(int agent) {
        return "agent" + agent;
    }

    record Desk(Call call, SessionDescription session) {}

    private static SipLine line(kept.sip.Switchboard switchboard) {
        return SipLine.open(
                LineSettings.on("127.0.0.1", 0, "world").trusting(AddressRange.LOOPBACK),
                switchboard,
                Phones.none(),
                Clock.systemUTC());
    }

    void registers(int port) {
        for (int i = 0; i < agents; i++) {
            desks.register(
                    new TrunkAccount(
                            "sip:127.0.0.1:" + port, name(i), PASSWORD, Duration.ofMinutes(10)));
        }
    }

    private static String number(int caller) {
        return "+4366010%05d".formatted(caller);
    }

    void calls(int port, int caller, String called) {
        var audio = ports.take("caller");
        var offer = SessionDescription.offer("127.0.0.1", audio.port());
        callers.add(
                network.dial(
                        Dial.to(
                                "sip:" + called + "@127.0.0.1:" + port,
                                Caller.of(number(caller), ""),
                                offer),
                        new CallEvents() {
                            @Override
                            public void answered(SessionDescription answer) {
                                hum(audio, offer, answer);
                            }
                        }));
    }

    /// A caller is rung back: he answers and presses 1.
    private void rung(Call call, CallOffer offer) {
        if (rungAt.putIfAbsent(offer.called(), System.nanoTime()) != null) {
            twice.incrementAndGet();
        }
        var audio = answer(call, offer);
        if (audio != null) {
            audio.onDigit(_ -> {});
            var _ =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    TimeUnit.MILLISECONDS.sleep(1_500);
                                    audio.sendDigits("1");
                                    talkedAgain.incrementAndGet();
                                } catch (InterruptedException _) {
                                    Thread.currentThread().interrupt();
                                }
                            });
        }
    }

    private void deskRings(Call call, CallOffer offer) {
        var theirs = offer.session().orElseThrow();
        answer(call, offer);
        talking.add(new Desk(call, theirs));
    }

    private @Nullable AudioPort answer(Call call, CallOffer offer) {
        var audio = ports.take("desk");
        var theirs = offer.session().orElseThrow();
        var mine = OfferAnswer.answer(theirs, "127.0.0.1", audio.port()).orElseThrow();
        call.events(
                new CallEvents() {
                    @Override
                    public Optional<SessionDescription> renegotiated(SessionDescription wanted) {
                        return OfferAnswer.answer(wanted, "127.0.0.1", audio.port());
                    }
                });
        hum(audio, mine, theirs);
        call.answer(mine);
        return audio;
    }

    /// Everybody who called hangs up.
    void allHangUp() {
        callers.forEach(Call::hangUp);
        callers.clear();
    }

    void holdSome(int count) {
        for (var desk : List.copyOf(talking).subList(0, count)) {
            var audio = ports.take("hold");
            desk.call()
                    .renegotiate(
                            SessionDescription.offer("127.0.0.1", audio.port())
                                    .with(Direction.SENDONLY));
        }
    }

    private static void hum(AudioPort audio, SessionDescription ours, SessionDescription theirs) {
        OfferAnswer.agreed(ours, theirs)
                .ifPresent(agreed -> {
                    audio.to(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), agreed.port()),
                            Codec.ofPayload(agreed.payload()).orElseThrow(),
                            agreed.telephoneEvent()
                                    .map(OptionalInt::of)
                                    .orElse(OptionalInt.empty()));
                    audio.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 8_000, 440)));
                });
    }

    @Override
    public void close() {
        network.close();
        desks.close();
        ports.close();
    }
}
