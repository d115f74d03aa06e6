package kept.webphone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes requests of STUN as a browser does.
final class StunRequest {
    private StunRequest() {}

    /// @param flags types of attributes without a value
    static byte[] by(String username, String password, int... flags) {
        byte[] name = username.getBytes(StandardCharsets.UTF_8);
        int padded = (name.length + 3) & ~3;
        var out = ByteBuffer.allocate(20 + 4 + padded + 4 * flags.length + 32);
        out.putShort((short) 1).putShort((short) (out.capacity() - 20)).putInt(0x2112a442);
        out.put(new byte[12]);
        out.putShort((short) 6).putShort((short) name.length).put(Arrays.copyOf(name, padded));
        for (int flag : flags) {
            out.putShort((short) flag).putShort((short) 0);
        }
        int at = out.position();
        byte[] signature = StunMessage.signature(out.array(), at, password);
        out.putShort((short) 8).putShort((short) 20).put(signature);
        at = out.position();
        int checksum = StunMessage.fingerprint(out.array(), at);
        out.putShort((short) 0x8028).putShort((short) 4).putInt(checksum);
        return out.array();
    }
}
