package kept.sip;

import java.util.List;

/// The methods that this line speaks, and the extensions it knows.
final class Methods {
    static final List<String> SPOKEN =
            List.of(
                    "INVITE",
                    "ACK",
                    "BYE",
                    "CANCEL",
                    "OPTIONS",
                    "INFO",
                    "UPDATE",
                    "REFER",
                    "NOTIFY",
                    "REGISTER");

    static final String ALLOW = String.join(", ", SPOKEN);

    static final String SUPPORTED = "timer";

    /// What only makes sense within a call.
    static final List<String> WITHIN_CALLS = List.of("BYE", "INFO", "UPDATE", "REFER", "NOTIFY");

    private Methods() {}
}
