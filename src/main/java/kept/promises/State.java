package kept.promises;

import java.util.Arrays;

/// Where a promise stands. `BROKEN` still asks for something until it is delivered late, re-dated, released or
/// withdrawn; the last six end for good.
public enum State {
    GIVEN("given"),
    AT_RISK("atRisk"),
    CLAIMED("claimed"),
    BROKEN("broken"),
    KEPT("kept"),
    KEPT_LATE("keptLate"),
    RENEGOTIATED("renegotiated"),
    RELEASED("released"),
    WITHDRAWN("withdrawn"),
    VOID("void");

    private final String wire;

    State(String wire) {
        this.wire = wire;
    }

    /// The word in JSON, tables and style sheets.
    public String wire() {
        return wire;
    }

    public static State of(String wire) {
        return Arrays.stream(values())
                .filter(state -> state.wire.equals(wire))
                .findFirst()
                .orElseThrow(() ->
                        kept.kernel.Refusal.malformed(
                                "state",
                                "A state is one of given, atRisk, claimed, kept, keptLate, broken, renegotiated, released, withdrawn, void."));
    }

    /// True while we still have to do what was said.
    public boolean running() {
        return this == GIVEN || this == AT_RISK;
    }

    /// True once nothing can change any more.
    public boolean ended() {
        return compareTo(KEPT) >= 0;
    }
}
