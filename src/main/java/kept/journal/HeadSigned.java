package kept.journal;

/// An hour of the journal was closed and signed; copies of the head may leave the house.
public record HeadSigned(SignedHead head) {}
