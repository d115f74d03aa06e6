package kept.sip;

import java.util.Optional;

/// What an offer and its answer come to: where we send, in which payload type (0 for mu-law, 8 for A-law), how keys are told, and
/// whether we may send and shall hear.
public record AgreedAudio(
        String address,
        int port,
        int payload,
        Optional<Integer> telephoneEvent,
        boolean sends,
        boolean hears) {}
