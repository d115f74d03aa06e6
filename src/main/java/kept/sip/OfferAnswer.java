package kept.sip;

import java.util.List;
import java.util.Optional;
import kept.sip.SessionDescription.Format;

/// Offer and answer (RFC 3264) as pure functions.
public final class OfferAnswer {
    private OfferAnswer() {}

    /// Our answer to an offer: its first codec that we speak, its keys as events, its direction mirrored, and every other medium
    /// refused. Empty where there is nothing in common or only SRTP would do, which is 488.
    ///
    /// @param address where we want to hear
    public static Optional<SessionDescription> answer(
            SessionDescription offer, String address, int port) {
        if (offer.secure()) {
            return Optional.empty();
        }
        return offer.formats().stream()
                .filter(Format::audio)
                .findFirst()
                .map(codec ->
                        new SessionDescription(
                                address,
                                port,
                                withEvents(codec, offer),
                                offer.direction().mirrored(),
                                20,
                                false,
                                List.of(),
                                offer.before(),
                                offer.after()));
    }

    /// What both sides may do now: the first codec of the answer, where to send, which way. Empty where the answer refuses audio.
    ///
    /// @param ours what we wrote, be it offer or answer
    /// @param theirs what they wrote
    public static Optional<AgreedAudio> agreed(SessionDescription ours, SessionDescription theirs) {
        if (ours.port() == 0 || theirs.port() == 0) {
            return Optional.empty();
        }
        return theirs.formats().stream()
                .filter(Format::audio)
                .filter(codec ->
                        ours.formats().stream()
                                .anyMatch(own -> own.encoding().equals(codec.encoding())))
                .findFirst()
                .map(codec ->
                        new AgreedAudio(
                                theirs.address(),
                                theirs.port(),
                                codec.payload(),
                                ours.telephoneEvent().isPresent()
                                        ? theirs.telephoneEvent()
                                        : Optional.empty(),
                                ours.direction().sends() && theirs.direction().receives(),
                                ours.direction().receives() && theirs.direction().sends()));
    }

    private static List<Format> withEvents(Format codec, SessionDescription offer) {
        return offer.telephoneEvent()
                .map(payload -> List.of(codec, Format.telephoneEvent(payload)))
                .orElse(List.of(codec));
    }
}
