package kept.simulator;

/// Ways in which the simulated house is made to work wrongly, to see that the rules find it.
public enum Sabotage {
    NONE,
    /// A transaction that fails leaves its last write.
    ROLLBACK_FORGETS,
    /// Timers are taken twenty minutes before their time.
    TIMERS_EARLY,
    /// A timer that is cleared stays.
    TIMERS_STAY,
    /// A timer that is set a second time keeps its first time.
    TIMERS_KEEP_FIRST,
    /// The parts of a make-good have no unique key.
    PARTS_TWICE,
    /// What is flushed stays unsent until the transaction commits.
    FLUSH_IDLE,
    /// Each fact is told twice.
    FACTS_TWICE,
    /// Nobody drafts warnings.
    WARNINGS_DEAF,
    /// One entry of a history in fifty is lost.
    ENTRIES_LOST,
    /// What people owe stays with them when they are away or leave.
    SUCCESSION_DEAF
}
