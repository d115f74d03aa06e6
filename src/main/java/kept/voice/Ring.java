package kept.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kept.kernel.Refusal;
import kept.sip.CallEvents;
import kept.sip.Dial;
import kept.sip.Ending;
import kept.sip.SessionDescription;

/// Several telephones ring for one conversation; the first that answers is taken, the others stop. What comes of it is told
/// in the mailbox of the conversation, once.
final class Ring {
    private final Exchange exchange;
    private final Mailbox box;
    private final List<Leg> legs = new ArrayList<>();
    private final Consumer<Leg> onAnswer;
    private final Consumer<Integer> onNobody;
    private final LegEvents after;
    private int lastStatus = 480;
    private boolean over;

    /// What happens on the leg that answered.
    interface LegEvents {
        void ended(Leg leg, Ending ending);

        default void renegotiated(Leg leg) {}

        /// It answered when it was asked whether it is there.
        default void isThere(Leg leg) {}

        default boolean referred(Leg leg, String target) {
            return false;
        }
    }

    /// @param onAnswer the leg that answered, its audio agreed
    /// @param onNobody the last status, 480 if nothing could be dialled
    Ring(
            Exchange exchange,
            Mailbox box,
            Consumer<Leg> onAnswer,
            Consumer<Integer> onNobody,
            LegEvents after) {
        this.exchange = exchange;
        this.box = box;
        this.onAnswer = onAnswer;
        this.onNobody = onNobody;
        this.after = after;
    }

    /// @param dials made from the offer of a leg
    void start(
            List<java.util.function.Function<SessionDescription, Dial>> dials, Duration longest) {
        for (var dial : dials) {
            try {
                var leg = exchange.newLeg("ring");
                legs.add(leg);
                leg.is(exchange.dial(dial.apply(leg.offer()).ringingFor(longest), new Events(leg)));
            } catch (Refusal e) {
                lastStatus = 503;
            }
        }
        if (legs.isEmpty()) {
            box.post(() -> nobody(lastStatus));
        }
    }

    void stop() {
        over = true;
        legs.forEach(Leg::hangUp);
        legs.clear();
    }

    private void answered(Leg leg, SessionDescription session) {
        if (over) {
            leg.hangUp();
            return;
        }
        if (!leg.agreed(session)) {
            leg.hangUp();
            gone(leg, 488);
            return;
        }
        over = true;
        legs.remove(leg);
        legs.forEach(Leg::hangUp);
        legs.clear();
        onAnswer.accept(leg);
    }

    private void gone(Leg leg, int status) {
        leg.gone();
        legs.remove(leg);
        if (!over && legs.isEmpty()) {
            nobody(status);
        }
    }

    private void nobody(int status) {
        if (!over) {
            over = true;
            onNobody.accept(status);
        }
    }

    private final class Events implements CallEvents {
        private final Leg leg;
        private boolean talking;

        Events(Leg leg) {
            this.leg = leg;
        }

        @Override
        public void answered(SessionDescription session) {
            box.post(() -> {
                if (talking) {
                    after.isThere(leg);
                } else {
                    talking = true;
                    Ring.this.answered(leg, session);
                }
            });
        }

        @Override
        public void renegotiationRefused(int status) {
            box.post(() -> after.isThere(leg));
        }

        @Override
        public void refused(int status) {
            box.post(() -> gone(leg, status));
        }

        @Override
        public Optional<SessionDescription> renegotiated(SessionDescription offer) {
            var answer = leg.answer(offer);
            box.post(() -> after.renegotiated(leg));
            return answer;
        }

        @Override
        public boolean referred(String target) {
            return after.referred(leg, target);
        }

        @Override
        public void ended(Ending ending) {
            box.post(() -> {
                if (talking) {
                    after.ended(leg, ending);
                } else {
                    gone(leg, 480);
                }
            });
        }
    }
}
