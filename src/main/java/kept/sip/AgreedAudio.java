package kept.sip;

import java.util.Optional;

/// What an offer and its answer come to: where we send, in which payload type (0 for mu-law, 8 for A-law), how keys are told,
/// whether we may send and shall hear, and with which keys; without keys audio is not encrypted.
public record AgreedAudio(
        String address,
        int port,
        int payload,
        Optional<Integer> telephoneEvent,
        boolean sends,
        boolean hears,
        Optional<AgreedKeys> keys) {}
