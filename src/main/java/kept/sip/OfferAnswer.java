package kept.sip;

import java.util.List;
import java.util.Optional;
import kept.sip.SessionDescription.Format;

/// Offer and answer (RFC 3264) as pure functions.
public final class OfferAnswer {
    private OfferAnswer() {}

    /// Our answer to an offer: its first codec that we speak, its keys as events, its direction mirrored, and every other medium
    /// refused. SRTP is answered by SRTP, with a new key of ours. Empty where there is nothing in common, which is 488.
    ///
    /// @param address where we want to hear
    public static Optional<SessionDescription> answer(
            SessionDescription offer, String address, int port) {
        return answer(offer, SessionDescription.offer(address, port));
    }

    /// The same in a call that goes on: where we want to hear, and our key for a suite, stay as we last wrote them.
    public static Optional<SessionDescription> answer(
            SessionDescription offer, SessionDescription before) {
        Optional<CryptoLine> crypto = chosen(offer);
        if (offer.secure() && crypto.isEmpty()) {
            return Optional.empty();
        }
        return offer.formats().stream()
                .filter(Format::audio)
                .findFirst()
                .map(codec ->
                        new SessionDescription(
                                before.address(),
                                before.port(),
                                withEvents(codec, offer),
                                offer.direction().mirrored(),
                                20,
                                offer.secure(),
                                crypto.map(line -> List.of(own(line, before).written()))
                                        .orElse(List.of()),
                                offer.before(),
                                offer.after()));
    }

    /// What both sides may do now: the first codec of the answer, where to send, which way. Empty where the answer refuses audio.
    ///
    /// @param ours what we wrote, be it offer or answer
    /// @param theirs what they wrote
    public static Optional<AgreedAudio> agreed(SessionDescription ours, SessionDescription theirs) {
        Optional<AgreedKeys> keys = keys(ours, theirs);
        if (ours.port() == 0 || theirs.port() == 0 || (theirs.secure() && keys.isEmpty())) {
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
                                ours.direction().receives() && theirs.direction().sends(),
                                keys));
    }

    private static Optional<CryptoLine> chosen(SessionDescription offer) {
        return offer.secure() ? CryptoLine.first(offer.crypto()) : Optional.empty();
    }

    private static CryptoLine own(CryptoLine theirs, SessionDescription before) {
        return before.crypto().stream()
                .flatMap(line -> CryptoLine.read(line).stream())
                .filter(line -> line.suite().equals(theirs.suite()))
                .findFirst()
                .orElseGet(() -> CryptoLine.random(1, theirs.suite()))
                .tagged(theirs.tag());
    }

    /// The way whose tag and suite stand on both sides. An answer has one line, so its tag decides.
    private static Optional<AgreedKeys> keys(SessionDescription ours, SessionDescription theirs) {
        if (!ours.secure() || !theirs.secure()) {
            return Optional.empty();
        }
        return theirs.crypto().stream()
                .flatMap(line -> CryptoLine.read(line).stream())
                .flatMap(line ->
                        ours.crypto().stream()
                                .flatMap(own -> CryptoLine.read(own).stream())
                                .filter(own ->
                                        own.tag().equals(line.tag())
                                                && own.suite().equals(line.suite()))
                                .map(own -> new AgreedKeys(line.suite(), own.key(), line.key())))
                .findFirst();
    }

    private static List<Format> withEvents(Format codec, SessionDescription offer) {
        return offer.telephoneEvent()
                .map(payload -> List.of(codec, Format.telephoneEvent(payload)))
                .orElse(List.of(codec));
    }
}
