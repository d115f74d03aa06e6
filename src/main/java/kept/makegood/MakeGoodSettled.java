package kept.makegood;

/// What a customer gets is final, was paid, or is nothing after all; its state says which.
public record MakeGoodSettled(MakeGood makeGood) {}
