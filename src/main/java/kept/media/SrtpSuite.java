package kept.media;

import java.util.Arrays;
import java.util.Optional;

/// How SRTP signs: both suites encrypt by AES in counter mode with 128 bits, and differ in the length of the tag (RFC 4568 section 6.2).
public enum SrtpSuite {
    /// With a tag of ten bytes.
    AES_CM_128_HMAC_SHA1_80(10),
    /// With a tag of four bytes, for narrow links.
    AES_CM_128_HMAC_SHA1_32(4);

    private final int tag;

    SrtpSuite(int tag) {
        this.tag = tag;
    }

    /// The suite of this name.
    public static Optional<SrtpSuite> named(String name) {
        return Arrays.stream(values()).filter(suite -> suite.name().equals(name)).findFirst();
    }

    int tag() {
        return tag;
    }
}
