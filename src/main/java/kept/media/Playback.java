package kept.media;

import org.jspecify.annotations.Nullable;

/// A sound on its way out and how far it has come: one object that never changes, so that the thread that sends needs no lock to take the
/// next step.
///
/// @param position the byte that is sent next
/// @param timestamp the RTP timestamp of the next packet; unused before the first
record Playback(Sound sound, boolean loop, @Nullable Runnable onEnd, int position, int timestamp) {

    static Playback once(Sound sound, Runnable onEnd) {
        return new Playback(sound, false, onEnd, 0, 0);
    }

    static Playback loop(Sound sound) {
        return new Playback(sound, true, null, 0, 0);
    }

    boolean first() {
        return position == 0 && timestamp == 0;
    }

    boolean over(Codec codec) {
        return position >= sound.shared(codec).length;
    }

    /// After a packet that was sent at the given timestamp.
    Playback sent(Codec codec, int at) {
        int next = position + Sound.PACKET;
        boolean around = loop && next >= sound.shared(codec).length;
        return new Playback(sound, loop, onEnd, around ? 0 : next, at + Sound.PACKET);
    }
}
