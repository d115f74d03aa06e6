package kept.webphone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes our answers to requests of STUN, each signed and with a checksum.
final class StunAnswer {
    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000a;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private final ByteBuffer out = ByteBuffer.allocate(256);
    private final StunMessage request;

    private StunAnswer(StunMessage request) {
        this.request = request;
    }

    /// From where we saw the request come.
    static ByteBuffer seen(StunMessage request, InetSocketAddress from, String password) {
        var answer = new StunAnswer(request);
        answer.head(SUCCESS);
        answer.attribute(XOR_MAPPED_ADDRESS, mapped(from, request.transaction()));
        return answer.signed(password);
    }

    /// 420: it asks for what we do not know.
    static ByteBuffer notUnderstood(StunMessage request, List<Integer> types, String password) {
        var answer = new StunAnswer(request);
        answer.head(ERROR);
        byte[] reason = "Unknown Attribute".getBytes(StandardCharsets.US_ASCII);
        answer.attribute(
                ERROR_CODE,
                ByteBuffer.allocate(4 + reason.length).putInt(4 << 8 | 20).put(reason).array());
        var unknown = ByteBuffer.allocate(2 * types.size());
        types.forEach(type -> unknown.putShort(type.shortValue()));
        answer.attribute(UNKNOWN_ATTRIBUTES, unknown.array());
        return answer.signed(password);
    }

    /// The address, hidden from routers that rewrite what looks like one (RFC 8489 section 14.2).
    static byte[] mapped(InetSocketAddress from, byte[] transaction) {
        InetAddress address = from.getAddress();
        byte[] bytes = address.getAddress();
        byte[] mask =
                ByteBuffer.allocate(16).putInt(StunMessage.MAGIC_COOKIE).put(transaction).array();
        var value = ByteBuffer.allocate(4 + bytes.length);
        value.putShort((short) (bytes.length == 4 ? 1 : 2));
        value.putShort((short) (from.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16));
        for (int i = 0; i < bytes.length; i++) {
            value.put((byte) (bytes[i] ^ mask[i]));
        }
        return value.array();
    }

    private void head(int type) {
        out.putShort((short) type).putShort((short) 0);
        out.putInt(StunMessage.MAGIC_COOKIE).put(request.transaction());
    }

    private void attribute(int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length);
        out.put(Arrays.copyOf(value, (value.length + 3) & ~3));
    }

    private ByteBuffer signed(String password) {
        int at = out.position();
        attribute(StunMessage.MESSAGE_INTEGRITY, StunMessage.signature(out.array(), at, password));
        at = out.position();
        out.putShort(2, (short) (at + 8 - StunMessage.HEADER));
        int checksum = StunMessage.fingerprint(out.array(), at);
        attribute(StunMessage.FINGERPRINT, ByteBuffer.allocate(4).putInt(checksum).array());
        return out.flip();
    }
}
