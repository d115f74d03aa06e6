package kept.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import kept.contacts.State;
import kept.menus.HeardMenu;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;
import kept.routing.Queue;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Ending;
import kept.sip.SessionDescription;
import org.jspecify.annotations.Nullable;

/// The first chapter of a call that comes in: it is answered, hears what we owe, and is led through the menu.
final class Arrival implements Conversation.Chapter {
    private static final String A_PERSON = "a person";

    private final Conversation talk;
    private final Exchange exchange;
    private @Nullable ConsentToRecord consent;
    private @Nullable MenuTalk menu;

    Arrival(Conversation talk) {
        this.talk = talk;
        this.exchange = talk.exchange();
    }

    void answer(Call call, CallOffer offer) {
        var leg = exchange.openLine().newLeg("caller");
        leg.is(call);
        talk.callerOn(leg);
        var offered = offer.session();
        Optional<SessionDescription> session =
                offered.isEmpty() ? Optional.of(leg.offer()) : leg.answer(offered.get());
        call.events(new CallerEvents(leg));
        if (session.isEmpty()) {
            talk.end(State.REFUSED, "no codec in common");
            call.refuse(488, "No codec in common", Optional.empty());
            return;
        }
        talk.move(talk.contact().answered(exchange.now()), Map.of());
        call.answer(session.get());
    }

    /// Both sides hear each other from now on.
    private void welcome() {
        if (!talk.is(State.ANSWERED)) {
            return;
        }
        talk.listenForSilence();
        consent = ConsentToRecord.ask(talk, this::greet);
    }

    private void greet() {
        var before = exchange.owedTo(talk.contact());
        if (before.isPresent()) {
            var cut = before.get();
            talk.moved(exchange.contacts().calledAgain(talk.contact(), cut));
            new InQueue(talk)
                    .enter(
                            exchange.queueOf(cut.spot().queue()),
                            exchange.placeOf(cut),
                            cut.spot().agent(),
                            List.of(Texts.AGAIN));
            return;
        }
        var first = exchange.owedWords(talk.contact(), talk.line().language());
        if (first.isEmpty()) {
            choose();
        } else {
            talk.say(first, this::choose);
        }
    }

    private void choose() {
        var line = talk.line();
        if (line.afterHours().when() == Line.When.MESSAGE && exchange.isClosed(line)) {
            new LeaveMessage(talk).begin(exchange.queueOf(line), List.of(Texts.CLOSED));
            return;
        }
        var found = exchange.menuOf(line, talk.contact());
        if (found.isEmpty()) {
            enter(
                    exchange.queueOf(line),
                    talk.contact().clocks().arrivedAt(),
                    List.of(line.greeting().isBlank() ? Texts.WELCOME : line.greeting()));
            return;
        }
        menu = new MenuTalk(found.get().tree(), new Voice(), new Way(found.get()));
        menu.start();
    }

    private InQueue enter(Queue queue, Instant entered, List<String> first) {
        menu = null;
        var waits = new InQueue(talk);
        waits.enter(queue, entered, null, first);
        return waits;
    }

    @Override
    public void key(char digit) {
        var asked = consent;
        if (asked != null && asked.key(digit)) {
            return;
        }
        var now = menu;
        if (talk.is(State.MENU) && now != null) {
            talk.passed();
            talk.stopSaying();
            now.key(digit);
        }
    }

    @Override
    public void callerLeft() {
        talk.finish("hung up");
    }

    private final class Voice implements MenuTalk.Voice {
        @Override
        public void say(List<String> texts, Runnable then) {
            talk.say(texts, then);
        }

        @Override
        public void after(Duration pause, Runnable action) {
            talk.after(pause, action);
        }
    }

    private final class Way implements MenuTalk.Way {
        private final HeardMenu heard;

        Way(HeardMenu heard) {
            this.heard = heard;
        }

        @Override
        public void at(Point point) {
            talk.move(
                    talk.contact().atMenu(point.name(), exchange.now()),
                    Map.of("place", point.name()));
        }

        @Override
        public void person(String how) {
            exchange.leftMenu(heard, talk.contact(), how);
            talk.moved(talk.contact().chose(askedForPerson()));
            enter(exchange.queueOf(talk.line()), exchange.now(), List.of());
        }

        private String askedForPerson() {
            String point = talk.contact().spot().place();
            return point.equals(heard.tree().start())
                    ? A_PERSON
                    : "%s, at %s".formatted(A_PERSON, point);
        }

        @Override
        public void leaves(String label, Target target) {
            exchange.leftMenu(heard, talk.contact(), "key");
            talk.moved(talk.contact().chose(label));
            switch (target) {
                case Target.ToQueue(var queue) ->
                        enter(exchange.queueOf(queue), exchange.now(), List.of());
                case Target.CallBack(var queue) ->
                        enter(exchange.queueOf(queue), exchange.now(), List.of()).askForCallBack();
                case Target.ToPoint _, Target.Says _ ->
                        throw new IllegalStateException("A menu keeps these for itself");
            }
        }
    }

    private final class CallerEvents implements CallEvents {
        private final Leg leg;
        private final AtomicBoolean confirmed = new AtomicBoolean();

        CallerEvents(Leg leg) {
            this.leg = leg;
        }

        @Override
        public void answered(SessionDescription session) {
            talk.box()
                    .post(() -> {
                        SilenceWatch.isThere(leg);
                        if (!leg.agreed(session)) {
                            talk.finish("no codec in common");
                        }
                    });
        }

        @Override
        public void renegotiationRefused(int status) {
            talk.box().post(() -> SilenceWatch.isThere(leg));
        }

        @Override
        public void confirmed() {
            if (!confirmed.getAndSet(true)) {
                talk.box().post(Arrival.this::welcome);
            }
        }

        @Override
        public Optional<SessionDescription> renegotiated(SessionDescription offer) {
            return leg.answer(offer);
        }

        @Override
        public void digit(char digit) {
            talk.box().post(() -> talk.key(digit));
        }

        @Override
        public void ended(Ending ending) {
            talk.box().post(() -> talk.callerEnded(ending));
        }
    }
}
