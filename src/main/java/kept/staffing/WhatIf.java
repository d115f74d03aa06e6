package kept.staffing;

/// What would be otherwise.
///
/// @param words what is tried
/// @param then what becomes of the day
/// @param needed the plan that would reach the goal again
public record WhatIf(String words, Plan then, Plan needed) {}
