package kept.outbox;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Which addresses lie in the public net, by the special-purpose registries of RFC 6890. An IPv4 address inside an IPv6
/// one (mapped, compatible, 6to4, NAT64) counts as what it is.
final class PublicNet {
    private static final String[] SPECIAL = {
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4"
    };

    private PublicNet() {}

    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return publicFour(bytes);
        }
        if ((zero(bytes, 0, 10) && (bytes[10] & bytes[11] & 0xFF) == 0xFF) || zero(bytes, 0, 12)) {
            return publicFour(Arrays.copyOfRange(bytes, 12, 16));
        }
        int first = word(bytes, 0);
        if (first == 0x2002) {
            return publicFour(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (first == 0x64 && word(bytes, 2) == 0xff9b) {
            return word(bytes, 4) == 0 && publicFour(Arrays.copyOfRange(bytes, 12, 16));
        }
        // global unicast is 2000::/3; Teredo, documentation and other special blocks in it are not
        // for calling
        boolean global = (bytes[0] & 0xE0) == 0x20;
        boolean special =
                (first == 0x2001 && (word(bytes, 2) < 0x200 || word(bytes, 2) == 0xdb8))
                        || first == 0x3fff;
        return global && !special;
    }

    private static boolean publicFour(byte[] bytes) {
        for (String block : SPECIAL) {
            int slash = block.indexOf('/');
            int shift = 32 - Integer.parseInt(block.substring(slash + 1));
            if (number(bytes) >>> shift == number(four(block.substring(0, slash))) >>> shift) {
                return false;
            }
        }
        return true;
    }

    private static byte[] four(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(byte[] bytes) {
        return (long) word(bytes, 0) << 16 | word(bytes, 2);
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    private static boolean zero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
