package kept.misses;

/// A reason why words are broken; `key` is the digit that chooses it.
public record MissReason(String code, int key, String words) {}
