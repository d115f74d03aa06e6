package kept.media;

/// Where RTP is spoken: the address of this machine to bind, and the range of ports, of which the even ones are used.
public record MediaSettings(String host, int firstPort, int lastPort) {
    public MediaSettings {
        if (firstPort < 1024 || lastPort > 65_535 || lastPort - firstPort < 1) {
            throw kept.kernel.Refusal.invalid(
                    "ports",
                    "The range of RTP ports must lie between 1024 and 65535 and hold two ports or more.");
        }
    }

    /// The range that firewalls are usually opened for: 10000 to 19999.
    public static MediaSettings on(String host) {
        return new MediaSettings(host, 10_000, 19_999);
    }
}
