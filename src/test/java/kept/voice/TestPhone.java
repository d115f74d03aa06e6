package kept.voice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kept.media.AudioPort;
import kept.media.Codec;
import kept.media.MasterKey;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.media.Sound;
import kept.media.Srtp;
import kept.media.SrtpSuite;
import kept.media.Tape;
import kept.media.Tones;
import kept.sip.AddressRange;
import kept.sip.AgreedKeys;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.Direction;
import kept.sip.Ending;
import kept.sip.LineSettings;
import kept.sip.OfferAnswer;
import kept.sip.Phones;
import kept.sip.SessionDescription;
import kept.sip.SipLine;
import kept.sip.TrunkAccount;
import kept.sip.TrunkRegistration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A telephone of its own for tests: it calls and is called by real SIP, and hums a tone of its own into the line.
public final class TestPhone implements AutoCloseable {
    private static final long PATIENCE = 10;

    private final SipLine line;
    private final MediaPorts ports;
    private final AudioPort audio;
    private final int hum;
    private final boolean secret;
    private final SessionDescription offer;
    final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    private final BlockingQueue<Call> rings = new LinkedBlockingQueue<>();
    private final BlockingQueue<CallOffer> offers = new LinkedBlockingQueue<>();
    private volatile boolean gone;
    private @Nullable Call call;

    /// @param hum in hertz
    public TestPhone(int hum) throws Exception {
        this(hum, Optional.empty());
    }

    /// One that speaks by TLS alone, and encrypts what it says.
    static TestPhone secret(int hum, LineSettings.Tls tls) throws Exception {
        return new TestPhone(hum, Optional.of(tls));
    }

    private TestPhone(int hum, Optional<LineSettings.Tls> tls) throws Exception {
        this.hum = hum;
        secret = tls.isPresent();
        var settings = LineSettings.on("127.0.0.1", 0, "phone").trusting(AddressRange.LOOPBACK);
        var clock = Clock.systemUTC();
        line =
                SipLine.open(
                        tls.map(settings::with).orElse(settings),
                        (rung, wanted) -> {
                            offers.add(wanted);
                            rings.add(rung);
                        },
                        Phones.none(),
                        clock);
        ports = MediaPorts.open(new MediaSettings("127.0.0.1", 21_000, 29_999));
        audio = ports.take("phone");
        var plain = SessionDescription.offer("127.0.0.1", audio.port());
        offer = secret ? plain.withKeys().secured() : plain;
    }

    public int port() {
        return secret ? line.tlsPort() : line.port();
    }

    private String at(int house) {
        return secret ? "localhost:" + house + ";transport=tls" : "127.0.0.1:" + house;
    }

    public void register(int house, String name, String password) {
        var asked =
                line.register(
                        new TrunkAccount(
                                "sip:" + at(house), name, password, Duration.ofMinutes(5)));
        Awaitility.await("registered")
                .atMost(Duration.ofSeconds(5))
                .until(() -> asked.state() == TrunkRegistration.State.REGISTERED);
    }

    public void call(int house, String number, Caller caller) {
        call =
                line.dial(
                        Dial.to("sip:" + number + "@" + at(house), caller, offer),
                        new Events(offer));
    }

    /// Waits until it rings.
    public CallOffer rings() throws InterruptedException {
        call = rings.poll(PATIENCE, TimeUnit.SECONDS);
        var wanted = offers.poll(1, TimeUnit.SECONDS);
        if (call == null || wanted == null) {
            throw new AssertionError("it does not ring");
        }
        return wanted;
    }

    public boolean isRung() {
        return !rings.isEmpty();
    }

    public void answer(CallOffer wanted) throws Exception {
        var theirs = wanted.session().orElseThrow();
        var mine = OfferAnswer.answer(theirs, "127.0.0.1", audio.port()).orElseThrow();
        hear(mine, theirs);
        var taken = taken();
        taken.events(new Events(mine));
        taken.answer(mine);
    }

    /// Says that it rings, and hears what becomes of the call.
    void sayRinging() {
        taken().events(new Events(offer));
        taken().ring();
    }

    void refuse() {
        taken().events(new Events(offer));
        taken().refuse(486, "Busy here", Optional.empty());
    }

    public void press(String keys) {
        audio.sendDigits(keys);
    }

    void hold() {
        taken().renegotiate(offer.with(Direction.SENDONLY));
    }

    void resume() {
        taken().renegotiate(offer);
    }

    /// Asks the house to put its call through to another telephone.
    void refer(String target) {
        taken().refer(target);
    }

    public void hangUp() {
        taken().hangUp();
    }

    /// Goes away as when a cable is cut: no BYE, no audio, no answer.
    public void vanish() {
        gone = true;
        audio.close();
    }

    /// Sends nothing for a while, as telephones do that save the network's room.
    void fallSilent() {
        audio.stopPlaying();
        audio.sending(false);
    }

    public void expect(String what) throws InterruptedException {
        for (String next; (next = happened.poll(PATIENCE, TimeUnit.SECONDS)) != null; ) {
            if (next.equals(what)) {
                return;
            }
        }
        throw new AssertionError("never happened: " + what);
    }

    public long heard() {
        return audio.counts().received();
    }

    /// The loudest sample of the next second that it hears.
    public int loudest() throws IOException {
        var file = Files.createTempFile("heard", ".wav");
        try (var tape = Tape.to(file)) {
            long before = heard();
            audio.record(tape, Tape.Track.CALLER);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> heard() > before + 50);
            audio.stopRecording();
        }
        short[] samples = Hum.tracks(Files.readAllBytes(file))[0];
        Files.delete(file);
        return Hum.loudest(samples, 0, samples.length);
    }

    AudioPort audio() {
        return audio;
    }

    private Call taken() {
        if (call == null) {
            throw new AssertionError("there is no call");
        }
        return call;
    }

    private void hear(SessionDescription ours, SessionDescription theirs) throws Exception {
        var agreed = OfferAnswer.agreed(ours, theirs).orElseThrow();
        agreed.keys().ifPresent(keys -> audio.protect(guard(keys)));
        audio.to(
                new InetSocketAddress(InetAddress.getByName(agreed.address()), agreed.port()),
                Codec.ofPayload(agreed.payload()).orElseThrow(),
                agreed.telephoneEvent().map(OptionalInt::of).orElse(OptionalInt.empty()));
        audio.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 8_000, hum)));
    }

    private static Srtp guard(AgreedKeys keys) {
        return Srtp.with(
                SrtpSuite.named(keys.suite()).orElseThrow(), key(keys.ours()), key(keys.theirs()));
    }

    private static MasterKey key(String base64) {
        return MasterKey.of(Base64.getDecoder().decode(base64));
    }

    private final class Events implements CallEvents {
        private final SessionDescription ours;

        Events(SessionDescription ours) {
            this.ours = ours;
        }

        @Override
        public void answered(SessionDescription answer) {
            try {
                hear(ours, answer);
                happened.add("answered");
            } catch (Exception e) {
                happened.add("trouble " + e);
            }
        }

        @Override
        public Optional<SessionDescription> renegotiated(SessionDescription wanted) {
            while (gone) {
                LockSupport.parkNanos(50_000_000);
            }
            return OfferAnswer.answer(wanted, "127.0.0.1", audio.port());
        }

        @Override
        public void refused(int status) {
            happened.add("refused " + status);
        }

        @Override
        public void ended(Ending ending) {
            happened.add("ended");
        }
    }

    @Override
    public void close() {
        gone = false;
        line.close();
        ports.close();
    }
}
