package kept.media;

/// What one port has seen, in packets: sent, received from its far side, lost on the way to us (holes in the sequence), come late or
/// twice, thrown away because a stranger sent them or they were no RTP, and thrown away by the guard because they were forged or heard before.
public record PortCounts(
        long sent, long received, long lost, long late, long refused, long forged) {}
