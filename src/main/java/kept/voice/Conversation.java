package kept.voice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.contacts.TakenOver;
import kept.menus.Menu;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;
import kept.routing.Queue;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Ending;
import kept.sip.SessionDescription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One conversation on the line: what its caller hears and who is asked for him. Each state is written down first and
/// heard after. All of it runs in the mailbox; `step` counts states, so that a timer of an earlier one does nothing.
final class Conversation {
    private static final Logger log = LoggerFactory.getLogger(Conversation.class);
    private static final Duration ANNOUNCE = Duration.ofSeconds(45);
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(15);

    private final Exchange exchange;
    private final Mailbox box;
    private final Line line;
    private final SilenceWatch watch;
    private Contact contact;
    private @Nullable Leg caller;
    private @Nullable Leg agent;
    private @Nullable Ring ring;
    private @Nullable MenuTalk menu;
    private int step;
    private boolean over;

    private Conversation(Exchange exchange, Line line, Contact contact) {
        this.exchange = exchange;
        this.line = line;
        this.contact = contact;
        this.box = new Mailbox("call " + contact.id(), exchange.timer(), this::trouble);
        this.watch =
                new SilenceWatch(
                        box,
                        () -> Optional.ofNullable(caller),
                        () -> drop("nothing was heard any more"));
    }

    /// Something failed: whoever is on the line is cut off and rung back. If another program took over, it does that.
    private void trouble() {
        try {
            drop("a fault of the program");
        } catch (TakenOver _) {
            hangUpAll();
            leave();
        }
    }

    // --- beginning

    /// Somebody calls: he has a story from here on.
    static void incoming(
            Exchange exchange, Line line, Contact contact, Call call, CallOffer offer) {
        var conversation = new Conversation(exchange, line, contact);
        exchange.began(contact.id(), conversation);
        conversation.box.post(() -> conversation.answer(call, offer));
    }

    /// We owe a call, and this agent is free for it.
    static void callBack(Exchange exchange, Line line, Contact owed, UUID agent) {
        var conversation = new Conversation(exchange, line, owed);
        exchange.began(owed.id(), conversation);
        conversation.box.post(() -> conversation.dialAgent(agent));
    }

    private void answer(Call call, CallOffer offer) {
        var leg = exchange.newLeg("caller");
        leg.is(call);
        caller = leg;
        var offered = offer.session();
        Optional<SessionDescription> session =
                offered.isEmpty() ? Optional.of(leg.offer()) : leg.answer(offered.get());
        call.events(new CallerEvents(leg));
        if (session.isEmpty()) {
            end(State.REFUSED, "no codec in common");
            call.refuse(488, "No codec in common", Optional.empty());
            return;
        }
        move(contact.answered(exchange.now()), Map.of());
        leg.audio().onDigit(digit -> box.post(() -> key(digit)));
        call.answer(session.get());
    }

    /// Both sides hear each other from now on.
    private void welcome() {
        if (contact.state() != State.ANSWERED) {
            return;
        }
        watch.begin();
        var before = exchange.owedTo(contact);
        if (before.isPresent()) {
            var cut = before.get();
            contact = exchange.contacts().calledAgain(contact, cut);
            step++;
            queue(
                    exchange.queueOf(cut.spot().queue()),
                    exchange.placeOf(cut),
                    cut.spot().agent(),
                    List.of(Texts.AGAIN));
            return;
        }
        var first = exchange.owedWords(contact, line.language());
        if (!first.isEmpty()) {
            say(first, this::choose);
        } else {
            choose();
        }
    }

    private void choose() {
        var found = exchange.menuOf(line);
        if (found.isEmpty()) {
            queue(
                    exchange.queueOf(line),
                    contact.clocks().arrivedAt(),
                    null,
                    List.of(line.greeting().isBlank() ? Texts.WELCOME : line.greeting()));
            return;
        }
        menu = menuTalk(found.get());
        menu.start();
    }

    // --- menu

    private MenuTalk menuTalk(Menu tree) {
        return new MenuTalk(
                tree,
                new MenuTalk.Voice() {
                    @Override
                    public void say(List<String> texts, Runnable then) {
                        Conversation.this.say(texts, then);
                    }

                    @Override
                    public void after(Duration pause, Runnable action) {
                        Conversation.this.after(pause, action);
                    }
                },
                new MenuTalk.Way() {
                    @Override
                    public void at(Point point) {
                        move(
                                contact.atMenu(point.name(), exchange.now()),
                                Map.of("place", point.name()));
                    }

                    @Override
                    public void person(String how) {
                        exchange.leftMenu(line, contact, how);
                        leaveMenu(exchange.queueOf(line));
                    }

                    @Override
                    public void leaves(String label, Target target) {
                        exchange.leftMenu(line, contact, "key");
                        switch (target) {
                            case Target.ToQueue(UUID queue) -> leaveMenu(exchange.queueOf(queue));
                            case Target.CallBack(UUID queue) -> {
                                leaveMenu(exchange.queueOf(queue));
                                askForCallBack();
                            }
                            case Target.ToPoint _, Target.Says _ ->
                                    throw new IllegalStateException(
                                            "A menu keeps these for itself");
                        }
                    }
                });
    }

    private void leaveMenu(Queue queue) {
        menu = null;
        queue(queue, exchange.now(), null, List.of());
    }

    // --- waiting

    private void queue(Queue queue, Instant entered, @Nullable UUID last, List<String> first) {
        var rank = exchange.rankOf(contact);
        move(
                contact.queued(
                        queue.id(), entered, rank.height(), rank.why(), last, exchange.now()),
                Map.of("why", rank.why()));
        var texts = new ArrayList<>(first);
        texts.addAll(Texts.place(exchange.contacts().placeOf(contact)));
        exchange.contacts()
                .waitOf(contact)
                .ifPresent(wait -> {
                    texts.addAll(Texts.wait(wait));
                    move(
                            contact.toldWait(wait, exchange.now()),
                            Map.of("toldSeconds", wait.toSeconds()));
                });
        if (!contact.party().withheld()) {
            texts.add(Texts.OFFER_CALLBACK);
        }
        int here = step;
        sayLater(here, texts, () -> wait(here, queue));
        exchange.nudge();
    }

    /// Music, and now and then his place.
    private void wait(int here, Queue queue) {
        playMusic();
        after(ANNOUNCE, here, () -> sayLater(here, stillThere(queue), () -> wait(here, queue)));
    }

    private List<String> stillThere(Queue queue) {
        var texts = new ArrayList<String>();
        texts.add(Texts.STILL_THERE);
        texts.addAll(Texts.place(exchange.contacts().placeOf(contact)));
        var limit = contact.clocks().arrivedAt().plus(queue.limit());
        if (queue.atLimit() == Queue.AtLimit.CALLBACK && exchange.now().isAfter(limit)) {
            texts.add(contact.party().withheld() ? Texts.NO_NUMBER : Texts.OFFER_CALLBACK);
        }
        return texts;
    }

    private void askForCallBack() {
        if (contact.party().withheld()) {
            int here = step;
            var queue = exchange.queueOf(contact.spot().queue());
            sayLater(here, List.of(Texts.NO_NUMBER), () -> wait(here, queue));
            return;
        }
        var owed = exchange.contacts().callBackLater(contact);
        contact = exchange.contacts().find(contact.id()).orElse(contact);
        step++;
        log.info("Contact {} is called back as {}.", contact.id(), owed.id());
        say(List.of(Texts.CALLBACK_TAKEN), this::letGo);
    }

    // --- asking agents

    /// Asks an agent whom routing chose and who is taken for this call; he is free again if the caller is no longer there.
    void offer(UUID person) {
        box.post(() -> {
            if (over || contact.state() != State.QUEUED) {
                exchange.agents().notNeeded(person, contact.id());
                return;
            }
            var queue = exchange.queueOf(contact.spot().queue());
            move(contact.offering(person, exchange.now()), Map.of());
            ring =
                    new Ring(
                            exchange,
                            box,
                            leg -> talk(person, leg),
                            _ -> {
                                exchange.agents().didNotAnswer(person, contact.id());
                                move(
                                        contact.backInQueue(null, exchange.now()),
                                        Map.of("why", "no answer"));
                                wait(step, queue);
                                exchange.nudge();
                            },
                            new AgentEvents());
            ring.start(exchange.dialsTo(person, contact), queue.ringFor());
        });
    }

    private void talk(UUID person, Leg leg) {
        ring = null;
        agent = leg;
        if (!exchange.agents().talks(person, contact.id())) {
            log.warn("Agent {} talks, though routing thinks otherwise.", person);
        }
        contact = exchange.contacts().reached(exchange.withCase(contact, person), person);
        step++;
        var other = caller;
        if (other != null) {
            other.audio().stopPlaying();
            other.audio().bridge(leg.audio());
        }
    }

    // --- calling back

    private void dialAgent(UUID person) {
        try {
            move(
                    contact.diallingAgent(person, exchange.host(), exchange.now()),
                    Map.of("try", contact.debt().tries() + 1));
        } catch (TakenOver _) {
            exchange.agents().notNeeded(person, contact.id());
            leave();
            return;
        }
        watch.begin();
        ring =
                new Ring(
                        exchange,
                        box,
                        leg -> dialCaller(person, leg),
                        _ -> {
                            exchange.agents().didNotAnswer(person, contact.id());
                            contact = exchange.contacts().notCalledYet(contact);
                            leave();
                        },
                        new AgentEvents());
        ring.start(
                exchange.dialsTo(person, contact),
                exchange.queueOf(contact.spot().queue()).ringFor());
    }

    private void dialCaller(UUID person, Leg leg) {
        agent = leg;
        exchange.agents().talks(person, contact.id());
        move(contact.diallingCaller(exchange.now()), Map.of());
        leg.audio()
                .play(
                        exchange.phrases().say(line.language(), Texts.CALLING_BACK),
                        () -> box.post(this::ringback));
        ring =
                new Ring(
                        exchange,
                        box,
                        this::confirm,
                        status -> inVain("status " + status),
                        new FarEvents());
        ring.start(exchange.dialsOut(contact), Duration.ofSeconds(40));
    }

    private void ringback() {
        if (contact.state() == State.DIALLING_CALLER && agent != null) {
            agent.audio().playLoop(kept.media.Tones.ringback());
        }
    }

    private void confirm(Leg leg) {
        ring = null;
        caller = leg;
        leg.audio().onDigit(digit -> box.post(() -> key(digit)));
        move(contact.confirming(exchange.now()), Map.of());
        say(
                List.of(Texts.CONFIRM, Texts.CONFIRM),
                () -> after(CONFIRM_WITHIN, () -> inVain("nobody pressed a key")));
    }

    private void reached() {
        var person = contact.spot().agent();
        var mine = agent;
        var other = caller;
        if (person == null || mine == null || other == null) {
            return;
        }
        contact = exchange.withCase(contact, person);
        contact = exchange.contacts().reached(contact, person);
        step++;
        mine.audio().stopPlaying();
        other.audio().stopPlaying();
        other.audio().bridge(mine.audio());
    }

    private void inVain(String why) {
        contact = exchange.contacts().inVain(contact, why);
        freeAgent(true);
        hangUpAll();
        leave();
    }

    // --- keys

    private void key(char digit) {
        if (over) {
            return;
        }
        switch (contact.state()) {
            case MENU -> {
                var now = menu;
                if (now != null) {
                    step++;
                    stopSaying();
                    now.key(digit);
                }
            }
            case QUEUED -> {
                if (digit == '1') {
                    stopSaying();
                    askForCallBack();
                }
            }
            case CONFIRMING -> {
                if (digit == '1') {
                    reached();
                }
            }
            case OFFERED,
                    ANSWERED,
                    OFFERING,
                    TALKING,
                    HELD,
                    TRANSFERRING,
                    CALLBACK_OWED,
                    DIALLING_AGENT,
                    DIALLING_CALLER,
                    CLOSED,
                    ABANDONED,
                    DROPPED,
                    REFUSED -> {}
        }
    }

    // --- what the desk asks for

    /// The agent lets the other side wait on the line.
    void hold(String reason, @Nullable Duration length) {
        box.post(() -> {
            if (contact.state() == State.TALKING) {
                Instant now = exchange.now();
                move(
                        contact.held(reason, length == null ? null : now.plus(length), now),
                        Map.of("reason", reason));
                holdSounds();
            }
        });
    }

    void resume() {
        box.post(this::resumed);
    }

    private void resumed() {
        var person = contact.spot().agent();
        if (contact.state() == State.HELD && person != null) {
            move(contact.talking(person, exchange.now()), Map.of());
            bridge();
        }
    }

    private void holdSounds() {
        if (caller != null && agent != null) {
            caller.audio().unbridge();
            playMusic();
        }
    }

    private void bridge() {
        if (caller != null && agent != null) {
            caller.audio().stopPlaying();
            caller.audio().bridge(agent.audio());
        }
    }

    /// The agent hands the other side to a colleague. He goes only when the colleague talks; if nobody answers he is back.
    void transfer(UUID to) {
        box.post(() -> {
            var first = contact.spot().agent();
            if (!contact.state().connected()
                    || first == null
                    || !exchange.agents().offer(to, contact.id())) {
                return;
            }
            move(contact.transferring(to, exchange.now()), Map.of("to", to));
            holdSounds();
            ring =
                    new Ring(
                            exchange,
                            box,
                            leg -> transferred(first, to, leg),
                            _ -> {
                                exchange.agents().didNotAnswer(to, contact.id());
                                move(
                                        contact.talking(first, exchange.now()),
                                        Map.of("why", "transfer failed"));
                                bridge();
                            },
                            new AgentEvents());
            ring.start(
                    exchange.dialsTo(to, contact),
                    exchange.queueOf(contact.spot().queue()).ringFor());
        });
    }

    private void transferred(UUID first, UUID to, Leg leg) {
        var old = agent;
        agent = leg;
        ring = null;
        exchange.agents().talks(to, contact.id());
        move(contact.talking(to, exchange.now()), Map.of("from", first));
        bridge();
        if (old != null) {
            old.hangUp();
        }
        exchange.agents()
                .wrapsUp(first, contact.id(), exchange.queueOf(contact.spot().queue()).wrapUpFor());
    }

    /// Ends it on purpose.
    void hangUp() {
        box.post(() -> {
            if (!over) {
                finish("hung up by us");
            }
        });
    }

    // --- endings

    private void callerEnded(Ending ending) {
        if (over) {
            return;
        }
        if (caller != null) {
            caller.gone();
        }
        if (!ending.proper()) {
            drop(ending.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
            return;
        }
        switch (contact.state()) {
            case QUEUED, OFFERING -> {
                stopAsking();
                exchange.contacts().gaveUp(contact);
                leave();
            }
            case CONFIRMING -> inVain("hung up without a key");
            case TALKING, HELD, TRANSFERRING -> finish("talked");
            case OFFERED,
                    ANSWERED,
                    MENU,
                    CALLBACK_OWED,
                    DIALLING_AGENT,
                    DIALLING_CALLER,
                    CLOSED,
                    ABANDONED,
                    DROPPED,
                    REFUSED ->
                    finish("hung up");
        }
    }

    private void agentEnded(Leg leg, Ending ending) {
        leg.gone();
        if (over || leg != agent) {
            return;
        }
        agent = null;
        switch (contact.state()) {
            case TALKING, HELD -> {
                if (ending.proper()) {
                    finish("talked");
                } else {
                    lostAgent();
                }
            }
            case TRANSFERRING -> {
                // he has gone, the colleague still rings: the other side goes to the front of the
                // queue
                stopAsking();
                lostAgent();
            }
            case DIALLING_CALLER, CONFIRMING -> {
                if (ring != null) {
                    ring.stop();
                }
                contact = exchange.contacts().notCalledYet(contact);
                freeAgent(false);
                hangUpAll();
                leave();
            }
            case OFFERED,
                    ANSWERED,
                    MENU,
                    QUEUED,
                    OFFERING,
                    CALLBACK_OWED,
                    DIALLING_AGENT,
                    CLOSED,
                    ABANDONED,
                    DROPPED,
                    REFUSED -> {}
        }
    }

    /// The agent's telephone died, the caller is still there: back to where he stood, before the others.
    private void lostAgent() {
        freeAgent(false);
        if (caller != null) {
            caller.audio().unbridge();
        }
        queue(
                exchange.queueOf(contact.spot().queue()),
                exchange.placeOf(contact),
                contact.spot().agent(),
                List.of(Texts.AGAIN));
    }

    private void finish(String outcome) {
        stopAsking();
        end(State.CLOSED, outcome);
        freeAgent(true);
        hangUpAll();
        leave();
    }

    /// It ended without a proper end: whoever was cut off is owed a call.
    private void drop(String why) {
        if (over) {
            return;
        }
        stopAsking();
        boolean talked = contact.state().connected();
        var owed = exchange.contacts().dropped(contact, why);
        log.info(
                "Contact {} was cut off ({}); {}.",
                contact.id(),
                why,
                owed.isPresent() ? "it is rung back" : "nobody can ring it back");
        // after a cut the agent is free at once, so that he can ring back himself
        freeAgent(!talked);
        hangUpAll();
        leave();
        exchange.nudge();
    }

    private void letGo() {
        hangUpAll();
        leave();
    }

    private void stopAsking() {
        if (ring != null) {
            ring.stop();
            ring = null;
            var asked = contact.spot().agent();
            if (contact.state() == State.OFFERING && asked != null) {
                exchange.agents().notNeeded(asked, contact.id());
            }
        }
    }

    private void freeAgent(boolean wrapUp) {
        var person = contact.spot().agent();
        if (person != null) {
            exchange.agents()
                    .wrapsUp(
                            person,
                            contact.id(),
                            wrapUp
                                    ? exchange.queueOf(contact.spot().queue()).wrapUpFor()
                                    : Duration.ZERO);
        }
    }

    private void hangUpAll() {
        if (caller != null) {
            caller.hangUp();
        }
        if (agent != null) {
            agent.hangUp();
        }
    }

    private void leave() {
        over = true;
        watch.stop();
        box.close();
        exchange.ended(contact.id());
    }

    // --- moves, sounds and timers

    private void move(Contact after, Map<String, ?> facts) {
        contact = exchange.contacts().move(contact, after, facts);
        step++;
    }

    private void end(State how, String outcome) {
        move(contact.ended(how, outcome, exchange.now()), Map.of("outcome", outcome));
    }

    private void say(List<String> texts, Runnable then) {
        sayLater(step, texts, then);
    }

    private void sayLater(int here, List<String> texts, Runnable then) {
        var leg = caller;
        if (leg != null) {
            leg.audio()
                    .play(
                            exchange.phrases().say(line.language(), texts),
                            () ->
                                    box.post(() -> {
                                        if (!over && step == here) {
                                            then.run();
                                        }
                                    }));
        }
    }

    private void stopSaying() {
        if (caller != null) {
            caller.audio().stopPlaying();
        }
    }

    private void playMusic() {
        if (caller != null) {
            caller.audio().playLoop(exchange.music());
        }
    }

    private void after(Duration pause, Runnable action) {
        after(pause, step, action);
    }

    private void after(Duration pause, int here, Runnable action) {
        box.after(
                pause,
                () -> {
                    if (!over && step == here) {
                        action.run();
                    }
                });
    }

    private final class CallerEvents implements CallEvents {
        private final Leg leg;
        private final AtomicReference<Boolean> confirmed = new AtomicReference<>(false);

        CallerEvents(Leg leg) {
            this.leg = leg;
        }

        @Override
        public void answered(SessionDescription session) {
            box.post(() -> {
                SilenceWatch.isThere(leg);
                if (!leg.agreed(session)) {
                    finish("no codec in common");
                }
            });
        }

        @Override
        public void renegotiationRefused(int status) {
            box.post(() -> SilenceWatch.isThere(leg));
        }

        @Override
        public void confirmed() {
            if (Boolean.FALSE.equals(confirmed.getAndSet(true))) {
                box.post(Conversation.this::welcome);
            }
        }

        @Override
        public Optional<SessionDescription> renegotiated(SessionDescription offer) {
            return leg.answer(offer);
        }

        @Override
        public void digit(char digit) {
            box.post(() -> key(digit));
        }

        @Override
        public void ended(Ending ending) {
            box.post(() -> callerEnded(ending));
        }
    }

    /// The other side of a call that we made.
    private final class FarEvents implements Ring.LegEvents {
        @Override
        public void ended(Leg leg, Ending ending) {
            callerEnded(ending);
        }

        @Override
        public void renegotiated(Leg leg) {}

        @Override
        public void isThere(Leg leg) {
            SilenceWatch.isThere(leg);
        }

        @Override
        public boolean referred(Leg leg, String target) {
            return false;
        }
    }

    private final class AgentEvents implements Ring.LegEvents {
        @Override
        public void ended(Leg leg, Ending ending) {
            agentEnded(leg, ending);
        }

        @Override
        public void isThere(Leg leg) {}

        /// His telephone put the other side on hold, or took it back.
        @Override
        public void renegotiated(Leg leg) {
            if (leg == agent && leg.held() && contact.state() == State.TALKING) {
                move(contact.held("by telephone", null, exchange.now()), Map.of());
                holdSounds();
            } else if (leg == agent && !leg.held()) {
                resumed();
            }
        }

        @Override
        public boolean referred(Leg leg, String target) {
            return exchange.personAt(target)
                    .map(person -> {
                        transfer(person);
                        return true;
                    })
                    .orElse(false);
        }
    }
}
