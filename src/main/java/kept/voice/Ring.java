package kept.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import kept.contacts.Contact;
import kept.kernel.Refusal;
import kept.sip.CallEvents;
import kept.sip.Dial;
import kept.sip.Ending;
import kept.sip.SessionDescription;
import kept.webphone.BrowserEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Several telephones, and perhaps a browser, ring for one conversation; the first that answers is taken, the others stop. What comes of it is told
/// in the mailbox of the conversation, once.
final class Ring {
    private static final Logger log = LoggerFactory.getLogger(Ring.class);

    private final Exchange exchange;
    private final Mailbox box;
    private final List<Leg> legs = new ArrayList<>();
    private final Consumer<Leg> onAnswer;
    private final Consumer<Integer> onNobody;
    private final LegEvents after;
    private int lastStatus = 480;
    private @Nullable BrowserBell bell;
    private volatile boolean over;

    /// What happens on the leg that answered.
    interface LegEvents {
        void ended(Leg leg, Ending ending);

        default void renegotiated(Leg leg) {}

        /// A key that the network told us of, not heard in the sound.
        default void digit(Leg leg, char digit) {}

        /// It answered when it was asked whether it is there.
        default void isThere(Leg leg) {}

        default boolean referred(Leg leg, String target) {
            return false;
        }

        /// Calls out may cost no more today, and this one is not promised.
        default void limitReached(Leg leg) {}
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

    void start(Telephones telephones, Contact contact, Duration longest) {
        telephones.dials().forEach(dial -> dial(dial, telephones.meter(), longest));
        var person = telephones.person();
        if (person != null && exchange.bells().browsers().isThere(person)) {
            var rung = new BrowserBell(contact, person);
            bell = rung;
            exchange.bells().browsers().ring(person, rung);
            box.after(longest, () -> rung.stops(480));
        }
        if (legs.isEmpty() && bell == null) {
            box.post(() -> nobody(lastStatus));
        }
    }

    private void dial(
            Function<SessionDescription, Dial> dial,
            Optional<Supplier<CallMeter>> meter,
            Duration longest) {
        Leg leg = null;
        try {
            leg = exchange.openLine().newLeg("ring");
            meter.map(Supplier::get).ifPresent(leg::costs);
            leg.is(
                    exchange.openLine()
                            .dial(dial.apply(leg.offer()).ringingFor(longest), new Events(leg)));
            legs.add(leg);
        } catch (RuntimeException e) {
            if (leg != null) {
                leg.gone();
            }
            if (!(e instanceof Refusal)) {
                throw e;
            }
            log.info("Nobody is dialled: {}", e.getMessage());
            lastStatus = 503;
        }
    }

    void stop() {
        over = true;
        silence();
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
        taken(leg);
    }

    private void taken(Leg leg) {
        over = true;
        silence();
        legs.remove(leg);
        legs.forEach(Leg::hangUp);
        legs.clear();
        leg.answered(() -> box.post(() -> after.limitReached(leg)));
        onAnswer.accept(leg);
    }

    private void silence() {
        var rung = bell;
        bell = null;
        if (rung != null) {
            exchange.bells().browsers().stop(rung.person, rung);
        }
    }

    private void gone(Leg leg, int status) {
        leg.gone();
        legs.remove(leg);
        if (!over && legs.isEmpty() && bell == null) {
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
        public void digit(char digit) {
            box.post(() -> after.digit(leg, digit));
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

    /// The browser of a person rings, until it is answered there, refused, or the ring is over.
    private final class BrowserBell implements BrowserDesks.Bell {
        private final Contact contact;
        private final UUID person;

        BrowserBell(Contact contact, UUID person) {
            this.contact = contact;
            this.person = person;
        }

        @Override
        public Contact contact() {
            return contact;
        }

        @Override
        public String answer(String offer) {
            if (over) {
                throw Refusal.conflict("It no longer rings. Somebody else took it.");
            }
            var leg = exchange.openLine().newLeg("browser");
            try {
                var browser = exchange.openLine().answerBrowser(offer, leg, new InBrowser(leg));
                leg.is(browser);
                return browser.answer();
            } catch (Refusal e) {
                leg.gone();
                throw e;
            }
        }

        @Override
        public void refuse() {
            box.post(() -> stops(486));
        }

        private void stops(int status) {
            if (bell == this) {
                silence();
                if (!over && legs.isEmpty()) {
                    nobody(status);
                }
            }
        }
    }

    private final class InBrowser implements BrowserEvents {
        private final Leg leg;
        private boolean talking;

        InBrowser(Leg leg) {
            this.leg = leg;
        }

        @Override
        public void talking() {
            box.post(() -> {
                if (over) {
                    leg.hangUp();
                } else {
                    talking = true;
                    taken(leg);
                }
            });
        }

        /// Who ends a call there says so on the page; a browser that goes by itself is lost, as a telephone without a cable.
        @Override
        public void gone(String why) {
            box.post(() -> {
                if (talking) {
                    after.ended(leg, Ending.TRANSPORT);
                } else {
                    leg.gone();
                }
            });
        }
    }
}
