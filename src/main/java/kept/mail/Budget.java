package kept.mail;

/// What reading one mail may cost: raw bytes taken in, parts, nesting depth of parts, milliseconds of wall time, and
/// bytes of one header block. What lies beyond is left unread and named in the problems; nothing is thrown.
public record Budget(int bytes, int parts, int depth, int millis, int headerBytes) {

    /// For mail from strangers: 50 MB, 500 parts, 20 deep, 1.5 seconds, 256 KB of headers.
    public static Budget forStrangers() {
        return new Budget(50 << 20, 500, 20, 1500, 256 << 10);
    }
}
