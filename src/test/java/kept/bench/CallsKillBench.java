package kept.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kept.database.EmbeddedPostgres;
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

/// Two nodes with a telephone on one database; the one that holds fifty calls in all states is killed, and what the other makes of
/// them is counted: the network and fifty agents are played by this program with real SIP and real audio.
final class CallsKillBench {
    private static final int CALLS = 50;
    private static final int TALKING = 25;
    private static final String LOST =
            "select count(*) from contact where state = 'dropped' and outcome = 'its program ended'";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private CallsKillBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var postgres =
                EmbeddedPostgres.start(folder.resolve("postgres"), EmbeddedPostgres.Mode.DURABLE)) {
            var url = postgres.database("kept");
            int first = freePort();
            int second = freePort();
            try (var one = Program.start(folder.resolve("one"), node(url.secretText(), first));
                    var other =
                            Program.start(folder.resolve("other"), node(url.secretText(), second));
                    var world = new World();
                    var connection = url.connect()) {
                house(connection, world);
                world.registers(first);
                world.registers(second);
                await(
                        () ->
                                count(connection, "select count(distinct phone) from phone_binding")
                                        == CALLS,
                        "not all telephones are there");
                // the nodes learn of a new trunk within five seconds
                TimeUnit.SECONDS.sleep(6);
                play(connection, world, first);
                story(connection, results);
                agents(connection, "free");
                world.killedAt = System.nanoTime();
                one.kill();
                count(connection, world, results);
                if (!other.ready()) {
                    throw new IOException("The second node is not ready any more.");
                }
            }
        }
    }

    private static Map<String, String> node(String url, int port) {
        return Map.of("KEPT_DATABASE_URL", url, "KEPT_SIP_LISTEN", "127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // --- the house

    /// Fifty agents with a telephone each, a trunk that is this program, and a line with a menu.
    private static void house(Connection connection, World world) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("update telephone set country = 'AT', advertised = '127.0.0.1'");
            statement.execute(
                    "insert into trunk (id, name, address, caller_id, at) values (gen_random_uuid(), 'World', '127.0.0.1:%d', '+431000', now())"
                            .formatted(world.network.port()));
            for (int i = 0; i < CALLS; i++) {
                var secrets = DigestSecrets.of(name(i), "kept", World.PASSWORD);
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
                                        i < TALKING ? "free" : "off",
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

    private static void agents(Connection connection, String state) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "update agent set state = '%s', since = now() where state = 'off'"
                            .formatted(state));
        }
    }

    // --- the calls

    /// Half of them talk, five of those on hold; the others wait or are in the menu.
    private static void play(Connection connection, World world, int port) throws Exception {
        for (int i = 0; i < TALKING; i++) {
            world.calls(port, i, "100");
        }
        await(() -> states(connection, "talking") == TALKING, "not all talk");
        world.holdSome(5);
        await(() -> states(connection, "held") == 5, "not all are on hold");
        for (int i = TALKING; i < CALLS - 10; i++) {
            world.calls(port, i, "100");
        }
        await(() -> states(connection, "queued") == CALLS - 10 - TALKING, "not all wait");
        for (int i = CALLS - 10; i < CALLS; i++) {
            world.calls(port, i, "200");
        }
        await(() -> states(connection, "menu") == 10, "not all are in the menu");
    }

    private static void story(Connection connection, Results results)
            throws IOException, SQLException {
        for (var state : List.of("talking", "held", "queued", "menu")) {
            results.add("calls before the kill: " + state, states(connection, state), "", "");
        }
    }

    private static long states(Connection connection, String state) throws SQLException {
        return count(connection, "select count(*) from contact where state = '" + state + "'");
    }

    // --- what became of them

    private static void count(Connection connection, World world, Results results)
            throws Exception {
        long taken = System.nanoTime();
        long end = taken + PATIENCE.toNanos();
        long noticed = 0;
        while (System.nanoTime() < end && world.talkedAgain.get() < CALLS) {
            if (noticed == 0 && count(connection, LOST) > 0) {
                noticed = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        // the last keys are on their way
        TimeUnit.SECONDS.sleep(3);
        results.add("stories kept", count(connection, LOST), "", "" + CALLS);
        results.add(
                "cut off before the kill, and rung back",
                states(connection, "dropped") - count(connection, LOST),
                "",
                "0");
        results.add("from the kill to the takeover", seconds(noticed - world.killedAt), "s", "");
        var rung = world.rungAt.values().stream().sorted().toList();
        results.add("rung back", rung.size(), "", "" + CALLS);
        results.add(
                "rung back after the takeover, the last one",
                rung.isEmpty() ? -1 : seconds(rung.getLast() - noticed),
                "s",
                "<= 5");
        results.add("rung twice", world.twice.get(), "", "0");
        results.add("talked again", world.talkedAgain.get(), "", "" + CALLS);
        results.add(
                "promises of a call back",
                count(connection, "select count(*) from promise where kind = 'callback'"),
                "",
                "" + CALLS);
        results.add(
                "promises kept",
                count(
                        connection,
                        "select count(*) from promise where kind = 'callback' and state = 'kept'"),
                "",
                "" + CALLS);
        results.add(
                "contacts that follow the same one twice",
                count(
                        connection,
                        "select count(*) from (select follows from contact where follows is not null group by follows having count(*) > 1) more"),
                "",
                "0");
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private interface Question {
        boolean yes() throws SQLException;
    }

    private static void await(Question question, String otherwise) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!question.yes()) {
            if (System.nanoTime() > end) {
                throw new IOException("The bench could not be set up: " + otherwise + ".");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /// The telephone network with its fifty callers, and the fifty telephones of the agents.
    private static final class World implements AutoCloseable {
        static final String PASSWORD = "correct horse";

        final MediaPorts ports = MediaPorts.open(new MediaSettings("127.0.0.1", 20_000, 29_999));
        final SipLine network = line((call, offer) -> rung(call, offer));
        final SipLine desks = line((call, offer) -> deskRings(call, offer));
        final Map<String, Long> rungAt = new ConcurrentHashMap<>();
        final List<Desk> talking = java.util.Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger twice = new AtomicInteger();
        final AtomicInteger talkedAgain = new AtomicInteger();
        volatile long killedAt;

        private record Desk(Call call, SessionDescription session) {}

        private static SipLine line(kept.sip.Switchboard switchboard) {
            return SipLine.open(
                    LineSettings.on("127.0.0.1", 0, "world").trusting(AddressRange.LOOPBACK),
                    switchboard,
                    Phones.none(),
                    Clock.systemUTC());
        }

        void registers(int port) {
            for (int i = 0; i < CALLS; i++) {
                desks.register(
                        new TrunkAccount(
                                "sip:127.0.0.1:" + port,
                                name(i),
                                PASSWORD,
                                Duration.ofMinutes(10)));
            }
        }

        private static String number(int caller) {
            return "+4366010%05d".formatted(caller);
        }

        void calls(int port, int caller, String called) {
            var audio = ports.take("caller");
            var offer = SessionDescription.offer("127.0.0.1", audio.port());
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
                    });
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
                        public Optional<SessionDescription> renegotiated(
                                SessionDescription wanted) {
                            return OfferAnswer.answer(wanted, "127.0.0.1", audio.port());
                        }
                    });
            hum(audio, mine, theirs);
            call.answer(mine);
            return audio;
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

        private static void hum(
                AudioPort audio, SessionDescription ours, SessionDescription theirs) {
            OfferAnswer.agreed(ours, theirs)
                    .ifPresent(agreed -> {
                        audio.to(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), agreed.port()),
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
}
