package kept.reach;

/// What happened to real callers of a line in some time.
///
/// @param calls how many came in
/// @param rang how often somebody was rung for them
/// @param unanswered how often he did not answer
/// @param dropped how many were cut off
/// @param abandoned how many gave up waiting
record Callers(int calls, int rang, int unanswered, int dropped, int abandoned) {
    static final Callers NONE = new Callers(0, 0, 0, 0, 0);
}
