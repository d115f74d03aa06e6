package kept.media;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Sends keys one after the other: as events of RFC 4733 (five packets of growing length, the last sent three times), or as their tones
/// where the far side knows no events. Steps are taken by the sending thread every 20 ms.
final class SentKeys {
    private static final int PRESS_PACKETS = 5;
    private static final int ENDS = 3;
    private static final int PAUSE_PACKETS = 3;
    private static final int VOLUME = 10;
    private final Queue<Character> waiting = new ConcurrentLinkedQueue<>();
    private final byte[] event = new byte[4];
    private @Nullable Character pressed;
    private int step;
    private int timestamp;
    private volatile boolean busy;

    void add(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            char each = digits.charAt(i);
            if (HeardKeys.event(each) >= 0) {
                waiting.add(each);
                busy = true;
            }
        }
    }

    /// Whether keys go before all other sound now.
    boolean busy() {
        return busy;
    }

    /// Takes one step.
    ///
    /// @param payloadType of events, or -1 for tones
    boolean tick(RtpSender sender, ByteBuffer out, Codec codec, int payloadType, long nanos) {
        Character key = pressed;
        if (key == null) {
            key = waiting.poll();
            if (key == null) {
                busy = false;
                return false;
            }
            pressed = key;
            step = 0;
            timestamp = sender.timestampAt(nanos);
        }
        int now = step++;
        if (now >= PRESS_PACKETS + (payloadType < 0 ? 0 : ENDS - 1) + PAUSE_PACKETS) {
            pressed = null;
            return false;
        }
        return payloadType < 0
                ? tone(sender, out, codec, key, now)
                : event(sender, out, payloadType, key, now);
    }

    private boolean event(RtpSender sender, ByteBuffer out, int payloadType, char key, int now) {
        if (now >= PRESS_PACKETS + ENDS - 1) {
            return false;
        }
        boolean end = now >= PRESS_PACKETS - 1;
        int duration = Math.min(now + 1, PRESS_PACKETS) * Sound.PACKET;
        event[0] = (byte) HeardKeys.event(key);
        event[1] = (byte) ((end ? 0x80 : 0) | VOLUME);
        event[2] = (byte) (duration >> 8);
        event[3] = (byte) duration;
        return sender.send(out, payloadType, now == 0, timestamp, event, 0, event.length);
    }

    private boolean tone(RtpSender sender, ByteBuffer out, Codec codec, char key, int now) {
        if (now >= PRESS_PACKETS) {
            return false;
        }
        byte[] sound = KeyTones.of(key).shared(codec);
        int at = timestamp + now * Sound.PACKET;
        return sender.send(
                out, codec.payload(), now == 0, at, sound, now * Sound.PACKET, Sound.PACKET);
    }
}
