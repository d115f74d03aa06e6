package kept.makegood;

import java.util.UUID;

/// What one unit pays for broken words: how many matters, what is owed or growing, and what was paid.
public record PayerShare(UUID payer, long matters, Money owed, Money paid) {}
