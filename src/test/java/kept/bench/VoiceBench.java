package kept.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
import kept.sip.Ending;
import kept.sip.LineSettings;
import kept.sip.OfferAnswer;
import kept.sip.Phones;
import kept.sip.SessionDescription;
import kept.sip.SipLine;

/// The line and its audio by themselves, without a database: what a call costs, whether sound is lost or late, and what happens to more
/// calls than are let in. Generator and house share the machine; what each costs is told apart by its threads.
final class VoiceBench {
    private static final int CALLS = 300;

    private VoiceBench() {}

    static void run(Path folder, Results results) throws Exception {
        relay(results);
        mouthToEar(results);
        threeTogether(results);
        setUp(results);
        tooMany(results);
    }

    // --- audio

    /// Each call has two far sides of the generator and two ports of the house with a bridge between them.
    private static void relay(Results results) throws Exception {
        var before = mediaThreads();
        try (var house = MediaPorts.open(new MediaSettings("127.0.0.1", 30_000, 33_999))) {
            var ofHouse = mediaThreads();
            ofHouse.removeAll(before);
            try (var outside = MediaPorts.open(new MediaSettings("127.0.0.1", 34_000, 37_999))) {
                var far = new ArrayList<AudioPort>();
                long empty = memory();
                for (int i = 0; i < CALLS; i++) {
                    var a = house.take("bench");
                    var b = house.take("bench");
                    far.add(join(a, outside.take("bench")));
                    far.add(join(b, outside.take("bench")));
                    a.bridge(b);
                }
                // each call has two ports in the house and two outside, which weigh the same
                results.add(
                        "memory of the two audio ports of a call",
                        (memory() - empty) / 2.0 / CALLS / 1_024,
                        "kB",
                        "<= 150");
                // all streams run, and the code is compiled, before it counts
                Thread.sleep(2_000);
                long heardBefore = heard(far);
                long lostBefore = lost(far);
                long cpu = cpu(ofHouse);
                long began = System.nanoTime();
                // the length of the measurement
                Thread.sleep(20_000);
                double seconds = (System.nanoTime() - began) / 1e9;
                results.add(
                        CALLS + " two-way calls: packets relayed",
                        (heard(far) - heardBefore) / seconds,
                        "/s",
                        "");
                results.add(
                        CALLS + " two-way calls: packets lost", lost(far) - lostBefore, "", "0");
                results.add(
                        CALLS + " two-way calls: relay, of one core",
                        100 * (cpu(ofHouse) - cpu) / 1e9 / seconds,
                        "%",
                        "<= 30");
            }
        }
        prompts(results);
    }

    /// Heap after it was cleaned, and buffers beside it, in bytes.
    private static long memory() {
        long used = 0;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
        return used
                + ManagementFactory.getPlatformMXBeans(java.lang.management.BufferPoolMXBean.class)
                        .stream()
                        .mapToLong(java.lang.management.BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    /// How long a packet stays in the house on its way through a bridge, while fifty other calls run.
    private static void mouthToEar(Results results) throws Exception {
        try (var house = MediaPorts.open(new MediaSettings("127.0.0.1", 30_000, 33_999));
                var outside = MediaPorts.open(new MediaSettings("127.0.0.1", 34_000, 37_999));
                var mouth = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress());
                var ear = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 50; i++) {
                var a = house.take("bench");
                var b = house.take("bench");
                join(a, outside.take("bench"));
                join(b, outside.take("bench"));
                a.bridge(b);
            }
            var in = house.take("mouth");
            var out = house.take("ear");
            in.to(at(mouth), Codec.PCMA, OptionalInt.empty());
            out.to(at(ear), Codec.PCMA, OptionalInt.empty());
            in.bridge(out);
            ear.setSoTimeout(1_000);
            var packet = java.nio.ByteBuffer.allocate(172);
            var heard = new java.net.DatagramPacket(new byte[512], 512);
            var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), in.port());
            long[] took = new long[1_000];
            for (int i = 0; i < took.length; i++) {
                packet.clear()
                        .put((byte) 0x80)
                        .put((byte) 8)
                        .putShort((short) i)
                        .putInt(160 * i)
                        .putInt(7);
                packet.put(12 + 80, (byte) i).put(12 + 81, (byte) (i >> 8));
                long begun = System.nanoTime();
                mouth.send(new java.net.DatagramPacket(packet.array(), 172, target));
                do {
                    ear.receive(heard);
                } while (heard.getLength() != 172
                        || heard.getData()[92] != (byte) i
                        || heard.getData()[93] != (byte) (i >> 8));
                took[i] = System.nanoTime() - begun;
                LockSupport.parkNanos(5_000_000);
            }
            java.util.Arrays.sort(took);
            results.add("mouth to ear, added by the house: p50", took[500] / 1e6, "ms", "");
            results.add("mouth to ear, added by the house: p99", took[990] / 1e6, "ms", "<= 25");
        }
    }

    /// How long a voice stays in the house on its way through a conference of three: each tenth packet of a silent stream is loud.
    private static void threeTogether(Results results) throws Exception {
        var took = new ArrayList<Long>();
        try (var house = MediaPorts.open(new MediaSettings("127.0.0.1", 30_000, 33_999));
                var mouth = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress());
                var ear = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress());
                var silent = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            ear.setSoTimeout(1_000);
            for (int i = 0; i < 20; i++) {
                // ports tick at four times of 20 ms, and people speak at any
                LockSupport.parkNanos((long) (Math.random() * 20e6));
                try (var in = house.take("mouth");
                        var out = house.take("ear");
                        var other = house.take("third");
                        var conference = new kept.media.Conference()) {
                    in.to(at(mouth), Codec.PCMA, OptionalInt.empty());
                    out.to(at(ear), Codec.PCMA, OptionalInt.empty());
                    other.to(at(silent), Codec.PCMA, OptionalInt.empty());
                    conference.join(in);
                    conference.join(out);
                    conference.join(other);
                    took.addAll(together(mouth, in.port(), ear));
                }
            }
        }
        var sorted = took.stream().sorted().toList();
        results.add(
                "mouth to ear in a conference of three: p50",
                sorted.get(sorted.size() / 2) / 1e6,
                "ms",
                "");
        results.add(
                "mouth to ear in a conference of three: p99",
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                "ms",
                "<= 25");
    }

    private static List<Long> together(
            java.net.DatagramSocket mouth, int port, java.net.DatagramSocket ear) throws Exception {
        var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        byte quiet = Codec.PCMA.encode((short) 0);
        byte loud = Codec.PCMA.encode((short) 16_000);
        var said = new ArrayList<Long>();
        var heard = CompletableFuture.supplyAsync(() -> louds(ear, 30));
        long next = System.nanoTime();
        for (int i = 0; i < 300; i++, next += 20_000_000) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            boolean marked = i % 10 == 9;
            var packet = java.nio.ByteBuffer.allocate(172);
            packet.put((byte) 0x80).put((byte) 8).putShort((short) i).putInt(160 * i).putInt(7);
            java.util.Arrays.fill(packet.array(), 12, 172, marked ? loud : quiet);
            if (marked) {
                said.add(System.nanoTime());
            }
            mouth.send(new java.net.DatagramPacket(packet.array(), 172, target));
        }
        var took = heard.get(5, java.util.concurrent.TimeUnit.SECONDS);
        for (int i = 0; i < took.size(); i++) {
            took.set(i, took.get(i) - said.get(i));
        }
        return took;
    }

    /// When the first so many loud packets came.
    private static List<Long> louds(java.net.DatagramSocket ear, int count) {
        var at = new ArrayList<Long>();
        var heard = new java.net.DatagramPacket(new byte[512], 512);
        try {
            while (at.size() < count) {
                ear.receive(heard);
                if (Math.abs(Codec.PCMA.decode(heard.getData()[92])) > 8_000) {
                    at.add(System.nanoTime());
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return at;
    }

    private static InetSocketAddress at(java.net.DatagramSocket socket) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /// Prompts alone, to be run a second time under `chrt -r 20`.
    static void prompts(Path folder, Results results) throws Exception {
        prompts(results);
    }

    /// How Linux schedules this program: field 41 of its status, 1 for FIFO and 2 for round robin.
    private static String scheduling() throws IOException {
        String status = Files.readString(Path.of("/proc/self/stat"));
        String policy = status.substring(status.lastIndexOf(')') + 2).split(" ")[38];
        return policy.equals("1") || policy.equals("2")
                ? "under real-time scheduling"
                : "at default priority";
    }

    private static void prompts(Results results) throws Exception {
        try (var house = MediaPorts.open(new MediaSettings("127.0.0.1", 30_000, 33_999))) {
            var sound = Sound.of(Tones.wave(Duration.ofSeconds(2), 8_000, 440));
            var sink = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress());
            for (int i = 0; i < CALLS; i++) {
                var port = house.take("bench");
                port.to(
                        new InetSocketAddress(sink.getLocalAddress(), sink.getLocalPort()),
                        Codec.PCMA,
                        OptionalInt.empty());
                port.playLoop(sound);
            }
            // the length of the measurement
            Thread.sleep(10_000);
            results.add(
                    CALLS + " prompts " + scheduling() + ": late, p50",
                    house.lateness(0.50) / 1e6,
                    "ms",
                    "");
            results.add(
                    CALLS + " prompts " + scheduling() + ": late, p99",
                    house.lateness(0.99) / 1e6,
                    "ms",
                    "<= 1 under real-time scheduling");
            sink.close();
        }
    }

    private static AudioPort join(AudioPort ours, AudioPort theirs) {
        ours.to(at(theirs), Codec.PCMA, OptionalInt.empty());
        theirs.to(at(ours), Codec.PCMA, OptionalInt.empty());
        theirs.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 8_000, 440)));
        return theirs;
    }

    private static InetSocketAddress at(AudioPort port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port());
    }

    private static long heard(List<AudioPort> ports) {
        return ports.stream().mapToLong(port -> port.counts().received()).sum();
    }

    private static long lost(List<AudioPort> ports) {
        return ports.stream().mapToLong(port -> port.counts().lost()).sum();
    }

    private static Set<Long> mediaThreads() {
        var ids = new HashSet<Long>();
        var threads = ManagementFactory.getThreadMXBean();
        for (var thread : threads.dumpAllThreads(false, false)) {
            if (thread.getThreadName().startsWith("media-")) {
                ids.add(thread.getThreadId());
            }
        }
        return ids;
    }

    private static long cpu(Set<Long> threads) {
        var bean = ManagementFactory.getThreadMXBean();
        return threads.stream().mapToLong(bean::getThreadCpuTime).filter(t -> t > 0).sum();
    }

    // --- signalling

    /// A line that answers every call with the same session.
    private static SipLine answering(LineSettings settings) {
        return SipLine.open(
                settings.trusting(AddressRange.LOOPBACK),
                (call, offer) -> answer(call, offer),
                Phones.none(),
                Clock.systemUTC());
    }

    private static void answer(Call call, CallOffer offer) {
        call.events(new CallEvents() {});
        offer.session()
                .flatMap(session -> OfferAnswer.answer(session, "127.0.0.1", 4_000))
                .ifPresentOrElse(
                        call::answer, () -> call.refuse(488, "No codec", Optional.empty()));
    }

    private static LineSettings open(int perSecond) {
        return LineSettings.on("127.0.0.1", 0, "bench").admitting(perSecond, 100_000);
    }

    private static void setUp(Results results) throws Exception {
        try (var house = answering(open(100_000));
                var outside = answering(open(100_000))) {
            offer(outside, house, 50, Duration.ofSeconds(5));
            long cpu = processCpu();
            var made = offer(outside, house, 100, Duration.ofSeconds(10));
            double each = (processCpu() - cpu) / 1e6 / made.offered();
            results.add("100 calls/s, both sides in one program: failed", made.failed(), "", "0");
            results.add(
                    "100 calls/s, both sides in one program: answered after, p95",
                    made.p95(),
                    "ms",
                    "");
            results.add("a call set up and hung up, processor time of both sides", each, "ms", "");
        }
        ofTheHouse(results);
    }

    /// The same with sipp as the other side, in a program of its own, so that only the house is counted.
    private static void ofTheHouse(Results results) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/sipp"))) {
            System.out.println("Skipped: sipp is not installed (Debian: sip-tester).");
            return;
        }
        try (var house = answering(open(100_000))) {
            sipp(house, 1_500);
            long cpu = processCpu();
            int failed = sipp(house, 1_500);
            results.add("1,500 calls of sipp: exit status", failed, "", "0");
            results.add(
                    "a call set up and hung up, processor time of the house",
                    (processCpu() - cpu) / 1e6 / 1_500,
                    "ms",
                    "<= 3");
        }
    }

    private static int sipp(SipLine house, int calls) throws Exception {
        return new ProcessBuilder(
                        "/usr/bin/sipp",
                        "-sn",
                        "uac",
                        "-nostdin",
                        "-r",
                        "100",
                        "-d",
                        "100",
                        "-m",
                        String.valueOf(calls),
                        "-i",
                        "127.0.0.1",
                        "-timeout",
                        "60",
                        "127.0.0.1:" + house.port())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void tooMany(Results results) throws Exception {
        try (var house = answering(open(300));
                var outside = answering(open(100_000))) {
            offer(outside, house, 100, Duration.ofSeconds(3));
            var made = offer(outside, house, 1_200, Duration.ofSeconds(4));
            results.add("1,200 calls/s offered, 300/s let in: answered", made.answered(), "", "");
            results.add("1,200 calls/s offered: refused with 503", made.busy(), "", "");
            results.add("1,200 calls/s offered: failed in another way", made.failed(), "", "0");
            results.add("1,200 calls/s offered: answered after, p95", made.p95(), "ms", "<= 100");
        }
    }

    /// What became of calls that were offered.
    record Made(int offered, int answered, int busy, int failed, double p95) {}

    private static Made offer(SipLine from, SipLine to, int perSecond, Duration length) {
        var answered = new AtomicInteger();
        var busy = new AtomicInteger();
        var failed = new AtomicInteger();
        var times = new ConcurrentLinkedQueue<Long>();
        int count = (int) (perSecond * length.toSeconds());
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = began + i * 1_000_000_000L / perSecond;
            for (long left; (left = due - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            call(from, to, answered, busy, failed, times);
        }
        for (int i = 0; i < 100 && answered.get() + busy.get() + failed.get() < count; i++) {
            LockSupport.parkNanos(100_000_000);
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Made(
                count,
                answered.get(),
                busy.get(),
                count - answered.get() - busy.get(),
                Load.at(sorted, 0.95));
    }

    private static void call(
            SipLine from,
            SipLine to,
            AtomicInteger answered,
            AtomicInteger busy,
            AtomicInteger failed,
            ConcurrentLinkedQueue<Long> times) {
        long began = System.nanoTime();
        var made = new CompletableFuture<Call>();
        made.complete(
                from.dial(
                        Dial.to(
                                "sip:1000@127.0.0.1:" + to.port(),
                                Caller.of("+4366012345", ""),
                                SessionDescription.offer("127.0.0.1", 4_002)),
                        new CallEvents() {
                            @Override
                            public void answered(SessionDescription session) {
                                times.add(System.nanoTime() - began);
                                answered.incrementAndGet();
                                var _ = made.thenAccept(Call::hangUp);
                            }

                            @Override
                            public void refused(int status) {
                                (status == 503 ? busy : failed).incrementAndGet();
                            }

                            @Override
                            public void ended(Ending ending) {
                                if (!ending.proper()) {
                                    failed.incrementAndGet();
                                }
                            }
                        }));
    }

    private static long processCpu() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
