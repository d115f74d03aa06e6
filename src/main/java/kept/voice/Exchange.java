package kept.voice;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.kernel.Ids;
import kept.media.Sound;
import kept.menus.HeardMenu;
import kept.menus.Menus;
import kept.prompts.Prompts;
import kept.recordings.Recordings;
import kept.routing.Agent;
import kept.routing.Agents;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.sip.Binding;
import kept.sip.Call;
import kept.sip.CallOffer;
import kept.sip.DigestSecrets;
import kept.sip.Phones;
import kept.sip.Switchboard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Holds the conversations of this program, and lends them what they need: the line, bells, sounds and the ledger.
@Component
class Exchange implements Switchboard, Phones {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final Duration FORGOTTEN = Duration.ofSeconds(10);
    private static final Duration LATELY = Duration.ofMinutes(30);
    private static final Duration CUT_WITHIN = Duration.ofSeconds(5);

    private final Contacts contacts;
    private final Agents agents;
    private final Queues queues;
    private final Menus menus;
    private final Prompts prompts;
    private final Phrases phrases;
    private final Lines lines;
    private final Callers callers;
    private final AfterCall after;
    private final Recordings recordings;
    private final OpenLine openLine;
    private final Bells bells;
    private final OwnCalls ownCalls;
    private final WayOut wayOut;
    private final Clock clock;
    private final UUID host;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("call timers").factory());
    private final ExecutorService clerk =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("bindings").factory());
    private final ExecutorService keeper =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("recordings").factory());
    private final Map<UUID, Conversation> conversations = new ConcurrentHashMap<>();
    private final Sound music = Music.quiet();
    private volatile Runnable nudge = () -> {};

    Exchange(
            Contacts contacts,
            Agents agents,
            Queues queues,
            Menus menus,
            Prompts prompts,
            Phrases phrases,
            Lines lines,
            Callers callers,
            AfterCall after,
            Recordings recordings,
            OpenLine openLine,
            Bells bells,
            OwnCalls ownCalls,
            WayOut wayOut,
            Clock clock) {
        this.contacts = contacts;
        this.agents = agents;
        this.queues = queues;
        this.menus = menus;
        this.prompts = prompts;
        this.phrases = phrases;
        this.lines = lines;
        this.callers = callers;
        this.after = after;
        this.recordings = recordings;
        this.openLine = openLine;
        this.bells = bells;
        this.ownCalls = ownCalls;
        this.wayOut = wayOut;
        this.clock = clock;
        this.host = Ids.at(clock.instant());
    }

    void onNudge(Runnable dispatch) {
        nudge = dispatch;
    }

    // --- what comes in

    @Override
    public void offered(Call call, CallOffer offer) {
        var _ = Thread.ofVirtual().name("offer " + call.id()).start(() -> take(call, offer));
    }

    private void take(Call call, CallOffer offer) {
        try {
            var line = lines.of(offer.called());
            var own = ownCalls.redeem(offer.caller().number());
            boolean synthetic = own.filter(OwnCalls.Ticket::synthetic).isPresent();
            var party = callers.party(line, own.map(OwnCalls.Ticket::shown).orElse(offer.caller()));
            var contact = contacts.arrived(synthetic ? party.asSynthetic() : party, host);
            own.ifPresent(ticket -> ticket.contact().complete(contact.id()));
            // the plan is called, not the way round it while the line is red
            Conversation.incoming(this, synthetic ? line.asPlanned() : line, contact, call, offer);
        } catch (RuntimeException e) {
            log.error(
                    "A call could not be written down, so it is refused; the network tries again.",
                    e);
            call.refuse(503, "Try again", Optional.of(Duration.ofSeconds(5)));
        }
    }

    @Override
    public Optional<DigestSecrets> secrets(String user) {
        return ownCalls.secrets(user).or(() -> lines.secrets(user));
    }

    /// Kept in the ledger one after the other, apart from the thread of the line.
    @Override
    public void bindingsChanged(String user, List<Binding> bindings) {
        clerk.execute(() -> {
            try {
                lines.bindings(user, bindings);
            } catch (RuntimeException e) {
                log.warn(
                        "Where {} is was not written down; it is after its next registration.",
                        user,
                        e);
            }
            nudge.run();
        });
    }

    @Override
    public Map<String, List<Binding>> known() {
        return lines.bindings();
    }

    // --- what conversations need

    void began(UUID contact, Conversation conversation) {
        conversations.put(contact, conversation);
    }

    /// Nobody is on the line any more: what became of it is counted.
    void ended(UUID contact) {
        conversations.remove(contact);
        contacts.find(contact).ifPresent(after::over);
    }

    Optional<Conversation> conversation(UUID contact) {
        return Optional.ofNullable(conversations.get(contact));
    }

    int size() {
        return conversations.size();
    }

    Contacts contacts() {
        return contacts;
    }

    Agents agents() {
        return agents;
    }

    Recordings recordings() {
        return recordings;
    }

    RecordingRule recordingRule() {
        return lines.recordingRule();
    }

    /// Keeps what was recorded, after the call and apart from it.
    void keepLater(Runnable keep) {
        keeper.execute(keep);
    }

    /// The program stops: what is being kept is kept first. What takes longer is found at the next start.
    @PreDestroy
    void finishKeeping() throws InterruptedException {
        keeper.shutdown();
        if (!keeper.awaitTermination(10, TimeUnit.SECONDS)) {
            log.warn("Some recordings are not kept yet; they are at the next start.");
        }
    }

    Phrases phrases() {
        return phrases;
    }

    Sound music() {
        return music;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    UUID host() {
        return host;
    }

    Instant now() {
        return clock.instant();
    }

    /// The date on the clock of the house.
    LocalDate today() {
        return callers.today();
    }

    /// Who takes calls now and can be rung.
    List<Agent> freeAgents() {
        var there = bells.reachable();
        return agents.all().stream()
                .filter(agent -> agent.state() == Agent.State.FREE)
                .filter(agent -> there.contains(agent.person()))
                .toList();
    }

    /// Frees the agent of a call that was lost with its program, at once.
    void freeAgentOf(Contact lost) {
        UUID agent = lost.spot().agent();
        if (agent != null) {
            agents.wrapsUp(agent, lost.id(), Duration.ZERO);
        }
    }

    /// Cuts off everybody who is on the line; who can be rung back is owed a call. Returns when it is written down, or after a while.
    void cutAll(String why) {
        conversations.values().forEach(conversation -> conversation.cutOff(why));
        long end = System.nanoTime() + CUT_WITHIN.toNanos();
        while (!conversations.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    /// Frees agents whose call is over without their knowing, because its program died or lost it.
    void freeForgottenAgents() {
        var busy =
                agents.all().stream()
                        .filter(agent ->
                                agent.state() == Agent.State.OFFERED
                                        || agent.state() == Agent.State.TALKING)
                        .filter(agent -> agent.since().plus(FORGOTTEN).isBefore(now()))
                        .toList();
        var calls =
                contacts.byIds(busy.stream().map(Agent::contact).filter(Objects::nonNull).toList());
        for (var agent : busy) {
            UUID contact = agent.contact();
            var call = contact == null ? null : calls.get(contact);
            if (contact != null && (call == null || !isWith(call, agent))) {
                agents.wrapsUp(agent.person(), contact, Duration.ZERO);
            }
        }
    }

    private static boolean isWith(Contact contact, Agent agent) {
        return contact.state().live()
                && (agent.person().equals(contact.spot().agent())
                        || contact.state() == State.TRANSFERRING);
    }

    /// Somebody waits or somebody is free: look again now.
    void nudge() {
        nudge.run();
    }

    WayOut wayOut() {
        return wayOut;
    }

    OpenLine openLine() {
        return openLine;
    }

    Bells bells() {
        return bells;
    }

    Queue queueOf(@Nullable UUID queue) {
        var known = queue == null ? null : queues.byId().get(queue);
        return known == null ? queues.front() : known;
    }

    /// What a caller of a line hears first; none while the line is red and they go to its fallback.
    Optional<HeardMenu> menuOf(Line line, Contact contact) {
        UUID closed = isClosed(line) ? line.afterHours().menu() : null;
        return after.fallback(line).isPresent()
                ? Optional.empty()
                : lines.menu(closed == null ? line.menu() : closed, contact);
    }

    /// Whether a line has hours and it is now outside of them.
    boolean isClosed(Line line) {
        return line.afterHours().when() != Line.When.SAME
                && !lines.isOpen(queueOf(line).unit(), now());
    }

    /// Where callers of a line wait.
    Queue queueOf(Line line) {
        return queueOf(after.fallback(line).orElse(line.queue()));
    }

    Callers.Rank rankOf(Contact contact) {
        return callers.rankOf(contact);
    }

    List<String> owedWords(Contact contact, String language) {
        return callers.owedWords(
                contact, text -> language.equals("en") && prompts.sayable(language, text));
    }

    Contact withCase(Contact contact, UUID agent) {
        return callers.withCase(contact, agent);
    }

    /// He left a message: it stands on his case, and we owe him a call.
    void leftMessage(Contact contact, Duration length) {
        contacts.leftMessage(callers.withMessage(contact, length));
    }

    /// How a caller left his menu, for those who mend it.
    void leftMenu(HeardMenu menu, Contact contact, String how) {
        if (!contact.party().synthetic()) {
            menus.left(menu, contact.id(), contact.spot().place(), how);
        }
    }

    Instant placeOf(Contact contact) {
        var entered = contact.clocks().enteredAt();
        return entered == null ? contact.clocks().arrivedAt() : entered;
    }

    /// The call that we owe somebody with this number, because he was cut off or asked for it.
    Optional<Contact> owedTo(Contact contact) {
        return contacts.ofNumber(contact.party().number(), LATELY).stream()
                .filter(other -> other.state() == State.CALLBACK_OWED)
                .findFirst();
    }

    // --- calls that we make

    /// An agent who is taken for it makes a call that we owe.
    void callBack(Contact owed, UUID agent) {
        Conversation.callBack(this, lines.of(owed.party().line()), owed, agent);
    }

    /// An agent, who is taken for it, calls somebody.
    void callOut(Contact contact, UUID agent) {
        Conversation.callOut(this, lines.of(contact.party().line()), contact, agent);
    }
}
