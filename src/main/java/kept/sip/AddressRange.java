package kept.sip;

import java.net.InetAddress;
import java.util.List;
import kept.kernel.Refusal;

/// A range of network addresses in the notation of RFC 4632: `192.0.2.0/24`, `2001:db8::/32`, or one address alone.
public record AddressRange(String notation, List<Integer> network, int bits) {
    /// This machine alone.
    public static final List<AddressRange> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

    /// What no provider routes (RFC 1918, RFC 4193).
    public static final List<AddressRange> PRIVATE =
            List.of(
                    parse("10.0.0.0/8"),
                    parse("172.16.0.0/12"),
                    parse("192.168.0.0/16"),
                    parse("fc00::/7"));

    /// @throws Refusal if it is no address or its length is out of range; names are refused, because they change
    public static AddressRange parse(String notation) {
        String text = notation.strip();
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            byte[] network = InetAddress.ofLiteral(address).getAddress();
            int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > network.length * 8) {
                throw refused(text);
            }
            return new AddressRange(text, numbers(network), bits);
        } catch (IllegalArgumentException e) {
            throw refused(text);
        }
    }

    /// Whether an address lies in the range.
    public boolean contains(InetAddress address) {
        List<Integer> other = numbers(address.getAddress());
        if (other.size() != network.size()) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((other.get(bit >> 3) ^ network.get(bit >> 3)) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> numbers(byte[] address) {
        var numbers = new Integer[address.length];
        for (int i = 0; i < address.length; i++) {
            numbers[i] = address[i] & 0xff;
        }
        return List.of(numbers);
    }

    private static Refusal refused(String text) {
        return Refusal.malformed(
                "trunks",
                "\""
                        + text
                        + "\" is no range of addresses. Write one like 192.0.2.0/24 or 192.0.2.7.");
    }
}
