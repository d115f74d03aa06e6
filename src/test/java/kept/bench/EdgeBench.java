package kept.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import kept.media.AudioPort;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.sip.AddressRange;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.DigestSecrets;
import kept.sip.Ending;
import kept.sip.LineSettings;
import kept.sip.OfferAnswer;
import kept.sip.Phones;
import kept.sip.SessionDescription;
import kept.sip.SipLine;

/// The line at the edge of the network: a flood of a stranger beside good calls of a trunk, and what a guesser can learn from how long an
/// answer takes. The house, the stranger and the trunk share the machine.
final class EdgeBench {
    private static final int SECONDS = Integer.getInteger("kept.seconds", 60);
    private static final int OPTIONS = 2_000;
    private static final int REGISTERS = 500;
    private static final int HALF_OPEN = 10_000;
    private static final int GOOD = 10;
    private static final int LIVE = 50;
    private static final int PROBES = 2_000;
    private static final String STRANGER = "127.0.0.2";
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    private EdgeBench() {}

    static void run(Path folder, Results results) throws Exception {
        flood(results);
        timing(results);
    }

    // --- a guesser

    /// Answers to a wrong password of a real user and of nobody, one after the other in turn.
    private static void timing(Results results) throws Exception {
        try (var ports = MediaPorts.open(new MediaSettings("127.0.0.1", 30_000, 33_999));
                var house = house(ports)) {
            double[] real = new double[PROBES];
            double[] nobody = new double[PROBES];
            int strange = 0;
            try (var guesser = new Guesser(house.port())) {
                for (int i = -200; i < PROBES; i++) {
                    boolean first = (i & 1) == 0;
                    // Each from an address of its own would be no different: a brake holds after
                    // the same work.
                    double one = guesser.ask(first ? "ada" : "bob" + i, i);
                    double two = guesser.ask(first ? "bob" + i : "ada", i);
                    if (i >= 0) {
                        real[i] = first ? one : two;
                        nobody[i] = first ? two : one;
                    }
                }
                strange = guesser.others;
            }
            results.add(
                    "401 for a real user: p50 of %,d".formatted(PROBES), median(real), "us", "");
            results.add("401 for nobody: p50 of %,d".formatted(PROBES), median(nobody), "us", "");
            results.add("answers to guesses other than 401", strange, "", "0");
            results.add(
                    "real and unknown users told apart: Mann-Whitney p",
                    Ranks.p(real, nobody),
                    "",
                    "> 0.01");
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// Asks with wrong passwords by UDP, each time with a fresh nonce.
    private static final class Guesser implements AutoCloseable {
        private final DatagramSocket socket =
                new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final int house;
        private int others;
        private int number;

        Guesser(int house) throws IOException {
            this.house = house;
            socket.setSoTimeout(2_000);
        }

        /// How long the answer took, in microseconds.
        double ask(String user, int turn) throws IOException {
            String challenge = exchange("");
            var nonce = NONCE.matcher(challenge);
            if (!nonce.find()) {
                throw new IOException("no challenge: " + challenge);
            }
            long began = System.nanoTime();
            String answer = exchange(proof(user, nonce.group(1), "%064x".formatted(turn & 0xffff)));
            double took = (System.nanoTime() - began) / 1e3;
            others += answer.startsWith("SIP/2.0 401") ? 0 : 1;
            return took;
        }

        private String exchange(String headers) throws IOException {
            String text =
                    request(
                            "REGISTER",
                            "guess" + number++,
                            "127.0.0.1",
                            socket.getLocalPort(),
                            headers);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.getLoopbackAddress(), house));
            var answer = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static String request(String method, String id, String host, int port, String headers) {
        return """
        %1$s sip:kept@127.0.0.1 SIP/2.0
        Via: SIP/2.0/UDP %3$s:%4$d;branch=z9hG4bK%2$s;rport
        From: <sip:x@%3$s>;tag=%2$s
        To: <sip:kept@127.0.0.1>
        Call-ID: %2$s
        CSeq: 1 %1$s
        Contact: <sip:x@%3$s:%4$d>
        Max-Forwards: 70
        %5$sContent-Length: 0

        """
                .replace("\n", "\r\n")
                .formatted(method, id, host, port, headers);
    }

    private static String proof(String user, String nonce, String response) {
        return "Authorization: Digest username=\"%s\", realm=\"kept\", nonce=\"%s\", uri=\"sip:kept\", qop=auth, nc=00000001, cnonce=\"0a\", algorithm=SHA-256, response=\"%s\"\r\n"
                .formatted(user, nonce, response);
    }

    // --- a flood

    private static void flood(Results results) throws Exception {
        try (var ports = MediaPorts.open(new MediaSettings("127.0.0.1", 30_000, 33_999));
                var house = house(ports);
                var trunk = line()) {
            var calls = new Calls(trunk, house.port());
            calls.make(GOOD * 5, GOOD);
            calls.await();
            calls.reset();
            for (int i = 0; i < LIVE; i++) {
                calls.dial(true);
                LockSupport.parkNanos(10_000_000);
            }
            calls.await();
            long base = ports.taken();
            long heap = heap();
            var running = new AtomicBoolean(true);
            var answers = new AtomicLong();
            var sent = new AtomicLong();
            var stranger =
                    Thread.ofPlatform().start(() -> strange(house.port(), running, sent, answers));
            var most = new AtomicLong();
            var watch =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (running.get()) {
                                    most.set(Math.max(most.get(), used()));
                                    LockSupport.parkNanos(200_000_000);
                                }
                            });
            calls.resetTimes();
            calls.make(GOOD * SECONDS, GOOD);
            running.set(false);
            stranger.join();
            watch.join();
            calls.await();
            long[] times = calls.times();
            String beside = "beside a flood of %d s: ".formatted(SECONDS);
            results.add(
                    beside + "sent by the stranger",
                    sent.get() / (double) SECONDS,
                    "/s",
                    ">= 2,667");
            results.add(
                    beside + "answers to the stranger", answers.get() / (double) SECONDS, "/s", "");
            results.add(beside + "good calls offered", (long) GOOD * SECONDS, "", "");
            results.add(beside + "good calls that failed", calls.failed(), "", "0");
            results.add(beside + "good calls set up in, p50", Load.at(times, 0.5), "ms", "");
            results.add(beside + "good calls set up in, p95", Load.at(times, 0.95), "ms", "<= 500");
            results.add(beside + "live calls dropped, of " + LIVE, calls.dropped(), "", "0");
            results.add(beside + "heap at most", most.get() / 1e6, "MB", "<= 512");
            long began = System.nanoTime();
            while (ports.taken() > base && System.nanoTime() - began < 60_000_000_000L) {
                LockSupport.parkNanos(100_000_000);
            }
            results.add(
                    beside + "ports back at base after",
                    (System.nanoTime() - began) / 1e9,
                    "s",
                    "<= 60");
            results.add(beside + "ports above base then", ports.taken() - base, "", "0");
            results.add(beside + "heap grown after it", (heap() - heap) / 1e6, "MB", "<= 64");
            results.add(
                    beside + "live calls that still answer",
                    calls.alive(),
                    "",
                    String.valueOf(LIVE));
        }
    }

    /// Takes a port of audio for each call, as the exchange does.
    private static SipLine house(MediaPorts ports) {
        return SipLine.open(
                LineSettings.on("127.0.0.1", 0, "kept")
                        .admitting(1_000, 2_000)
                        .trusting(List.of(AddressRange.parse("127.0.0.1"))),
                (call, offer) -> answer(call, offer, ports),
                phones(),
                Clock.systemUTC());
    }

    private static void answer(Call call, CallOffer offer, MediaPorts ports) {
        AudioPort audio = ports.take("bench");
        call.events(
                new CallEvents() {
                    @Override
                    public void ended(Ending ending) {
                        audio.close();
                    }
                });
        offer.session()
                .flatMap(session -> OfferAnswer.answer(session, "127.0.0.1", audio.port()))
                .ifPresentOrElse(
                        call::answer, () -> call.refuse(488, "No codec", Optional.empty()));
    }

    private static Phones phones() {
        var ada = DigestSecrets.of("ada", "kept", "right");
        return new Phones() {
            @Override
            public Optional<DigestSecrets> secrets(String user) {
                return user.equals("ada") ? Optional.of(ada) : Optional.empty();
            }

            @Override
            public void bindingsChanged(String user, List<kept.sip.Binding> bindings) {}
        };
    }

    private static SipLine line() {
        return SipLine.open(
                LineSettings.on("127.0.0.1", 0, "trunk").admitting(100_000, 100_000),
                (call, offer) -> call.refuse(486, "Busy", Optional.empty()),
                Phones.none(),
                Clock.systemUTC());
    }

    private static void strange(
            int house, AtomicBoolean running, AtomicLong sent, AtomicLong answers) {
        try (var channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(STRANGER), 0));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), house));
            channel.configureBlocking(false);
            var in = ByteBuffer.allocate(4_096);
            int port = channel.socket().getLocalPort();
            long began = System.nanoTime();
            int perSecond = OPTIONS + REGISTERS + Math.ceilDiv(HALF_OPEN, SECONDS);
            for (long i = 0; running.get(); i++) {
                long due = began + i * 1_000_000_000L / perSecond;
                for (long left; (left = due - System.nanoTime()) > 0; ) {
                    drain(channel, in, answers);
                    LockSupport.parkNanos(Math.min(left, 1_000_000));
                }
                long kind = i % perSecond;
                String method =
                        kind < OPTIONS
                                ? "OPTIONS"
                                : kind < OPTIONS + REGISTERS ? "REGISTER" : "INVITE";
                String headers =
                        method.equals("REGISTER") ? proof("user" + i % 100, "nonce", "0") : "";
                send(channel, request(method, "flood" + i, STRANGER, port, headers));
                sent.incrementAndGet();
                drain(channel, in, answers);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void send(DatagramChannel channel, String text) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.net.PortUnreachableException _) {
            // the next one may arrive
        }
    }

    private static void drain(DatagramChannel channel, ByteBuffer in, AtomicLong answers)
            throws IOException {
        while (channel.read(in.clear()) > 0) {
            answers.incrementAndGet();
        }
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long heap() {
        System.gc();
        return used();
    }

    /// The good calls of the trunk, and those that stay.
    private static final class Calls {
        private final SipLine trunk;
        private final int house;
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicInteger dropped = new AtomicInteger();
        private final ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        private final ConcurrentHashMap<Integer, Call> live = new ConcurrentHashMap<>();
        private int number;

        Calls(SipLine trunk, int house) {
            this.trunk = trunk;
            this.house = house;
        }

        void make(int count, int perSecond) {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = began + i * 1_000_000_000L / perSecond;
                for (long left; (left = due - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(left);
                }
                dial(false);
            }
        }

        void dial(boolean stays) {
            int own = number++;
            long began = System.nanoTime();
            open.incrementAndGet();
            var call = new java.util.concurrent.CompletableFuture<Call>();
            call.complete(
                    trunk.dial(
                            Dial.to(
                                    "sip:1000@127.0.0.1:" + house,
                                    Caller.of("+4366012345", ""),
                                    SessionDescription.offer("127.0.0.1", 4_002)),
                            new CallEvents() {
                                @Override
                                public void answered(SessionDescription session) {
                                    times.add(System.nanoTime() - began);
                                    open.decrementAndGet();
                                    if (stays) {
                                        var _ = call.thenAccept(made -> live.put(own, made));
                                    } else {
                                        var _ = call.thenAccept(Call::hangUp);
                                    }
                                }

                                @Override
                                public void refused(int status) {
                                    open.decrementAndGet();
                                    failed.incrementAndGet();
                                }

                                @Override
                                public void ended(Ending ending) {
                                    if (ending != Ending.WE_HUNG_UP) {
                                        dropped.incrementAndGet();
                                        live.remove(own);
                                    }
                                }
                            }));
        }

        void await() {
            for (int i = 0; i < 400 && open.get() > 0; i++) {
                LockSupport.parkNanos(100_000_000);
            }
        }

        void reset() {
            failed.set(0);
            dropped.set(0);
            times.clear();
        }

        void resetTimes() {
            times.clear();
        }

        long[] times() {
            return times.stream().mapToLong(Long::longValue).sorted().toArray();
        }

        int failed() {
            return failed.get() + open.get();
        }

        int dropped() {
            return dropped.get();
        }

        int alive() {
            return live.size();
        }
    }
}
