package kept.sip;

/// Answers the calls that a new line makes to itself, so that the first real caller does not wait until everything is loaded.
final class WarmUp implements Switchboard {
    @Override
    public void offered(Call call, CallOffer offer) {
        call.events(new CallEvents() {});
        call.ring();
        offer.session()
                .flatMap(session -> OfferAnswer.answer(session, session.address(), session.port()))
                .ifPresent(call::answer);
    }
}
