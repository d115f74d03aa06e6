package kept.sip;

import java.util.List;

/// What is wrong with a request: the status to answer, our own words for it, and the headers that say what we would take.
record Verdict(int status, String reason, List<Extra> extras) {
    record Extra(String name, String value) {}

    static Verdict of(int status, String reason) {
        return new Verdict(status, reason, List.of());
    }

    static Verdict of(int status, String reason, String name, String value) {
        return new Verdict(status, reason, List.of(new Extra(name, value)));
    }

    static Verdict malformed(String what) {
        return of(400, "Bad " + what);
    }
}
