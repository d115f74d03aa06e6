package kept.staffing;

/// What would be otherwise.
///
/// @param words what is tried
/// @param then what becomes of the day with the people that are tried
/// @param needed whom it takes: those people, or with other calls the fewest that reach the goal
public record WhatIf(String words, Plan then, Plan needed) {
    /// Other people for the same calls.
    static WhatIf of(String words, Plan plan) {
        return new WhatIf(words, plan, plan);
    }
}
