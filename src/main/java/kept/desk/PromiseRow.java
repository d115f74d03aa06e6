package kept.desk;

import kept.promises.Promise;

/// A promise with the names a person reads it by; `caseNumber` is 0 when it stands on no case.
public record PromiseRow(
        Promise promise,
        String customer,
        long caseNumber,
        String subject,
        String owner,
        String unit) {
    public String state() {
        return promise.state().wire();
    }

    /// The state in plain words.
    public String stateWords() {
        return switch (promise.state()) {
            case GIVEN -> promise.waitsForCondition() ? "waits for the customer" : "running";
            case AT_RISK -> "at risk";
            case CLAIMED -> "done, not yet confirmed";
            case BROKEN -> promise.words().next() == null ? "broken" : "broken, re-dated";
            case KEPT -> "kept";
            case KEPT_LATE -> "kept late";
            case RENEGOTIATED -> "re-dated";
            case RELEASED -> "released";
            case WITHDRAWN -> "withdrawn";
            case VOID -> "void";
        };
    }

    public String href() {
        return caseNumber == 0
                ? "/promises/" + promise.id()
                : "/cases/" + caseNumber + "#p-" + promise.id();
    }
}
