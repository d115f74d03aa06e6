package kept.makegood;

/// The most that people of a role (`agent` or `lead`) may add to one matter by themselves. Owners have no limit.
public record Limit(String role, Money most) {}
