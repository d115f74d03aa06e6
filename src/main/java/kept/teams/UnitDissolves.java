package kept.teams;

import java.util.UUID;

/// All that `unit` owes passes to the unit `into`. A listener that holds what cannot pass throws a `Refusal`, and the
/// unit stays.
public record UnitDissolves(UUID unit, UUID into) {}
