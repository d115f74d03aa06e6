package kept.media;

import java.nio.ByteBuffer;

/// What every RTP packet of a port passes on its way out and on its way in. It is called by the sending and by the receiving thread at
/// once, never throws, and says no to what must not go on.
public interface Guard {
    /// By how many bytes a packet can grow on its way out.
    int OVERHEAD = 16;

    /// Encrypts and signs the packet between position 0 and the limit, in place; the limit grows.
    ///
    /// @return false if it must not be sent
    boolean protect(ByteBuffer packet);

    /// Checks the packet between position 0 and the limit, then decrypts it in place; the limit shrinks.
    ///
    /// @return false if it was forged, changed on the way or heard before; the buffer is worthless then
    boolean unprotect(ByteBuffer packet);
}
