package kept.media;

/// What one port has seen, in packets: sent, received from its far side, lost on the way to us (holes in the sequence), come late or
/// twice, and thrown away because a stranger sent them or they were no RTP.
public record PortCounts(long sent, long received, long lost, long late, long refused) {}
