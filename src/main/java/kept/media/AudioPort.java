package kept.media;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// One RTP port in a call: what is played, heard, bridged and recorded there. Every method returns at once. A new sound takes the place
/// of the old one; what is played goes before what is bridged; keys go before both.
public final class AudioPort implements AutoCloseable {
    AudioPort() {}

    /// The even number of the port.
    public int port() {
        return Later.value();
    }

    /// Where to send and in which law, as agreed in signalling; also after a re-INVITE. For three seconds from now the
    /// far side may turn out to speak from another address (NAT); after that only the same stream (SSRC) may move.
    ///
    /// @param telephoneEvent the payload type of keys (RFC 4733), or empty where there is none
    public void to(InetSocketAddress remote, Codec codec, OptionalInt telephoneEvent) {
        Later.stop();
    }

    /// Whether we may send at all: not while the far side holds us.
    public void sending(boolean allowed) {
        Later.stop();
    }

    /// Plays a sound once.
    ///
    /// @param onEnd run on a virtual thread when the last packet is sent; not when the sound is replaced or stopped
    public void play(Sound sound, Runnable onEnd) {
        Later.stop();
    }

    /// Plays a sound again and again.
    public void playLoop(Sound sound) {
        Later.stop();
    }

    public void stopPlaying() {
        Later.stop();
    }

    /// Two ports hear each other from now on. What either was bridged or joined to before it leaves.
    public void bridge(AudioPort other) {
        Later.stop();
    }

    /// Both sides hear nothing of each other any more.
    public void unbridge() {
        Later.stop();
    }

    /// Sends keys, each of 100 ms with 60 ms of pause: as events where agreed, else as tones. Unknown characters are left out.
    public void sendDigits(String digits) {
        Later.stop();
    }

    /// Who is told each key that is heard as an event (RFC 4733), once for each press, on a virtual thread.
    public void onDigit(Consumer<Character> listener) {
        Later.stop();
    }

    /// Listens for keys in the sound, too, for far sides that know no events.
    public void listenForTones(boolean listen) {
        Later.stop();
    }

    /// When the far side was last heard, or empty if never since [#to].
    public Optional<Instant> lastHeard() {
        return Later.value();
    }

    /// Writes what is heard here into one track, until the recording is closed or the port given back.
    public void record(Recording recording, Recording.Track track) {
        Later.stop();
    }

    public void stopRecording() {
        Later.stop();
    }

    public PortCounts counts() {
        return Later.value();
    }

    /// Gives the port back.
    @Override
    public void close() {
        Later.stop();
    }
}
