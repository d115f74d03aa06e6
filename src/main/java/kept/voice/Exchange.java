package kept.voice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.media.MediaPorts;
import kept.media.Sound;
import kept.menus.Menu;
import kept.menus.Menus;
import kept.prompts.Prompts;
import kept.routing.Agent;
import kept.routing.Agents;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.sip.Binding;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallOffer;
import kept.sip.Caller;
import kept.sip.Dial;
import kept.sip.DigestSecrets;
import kept.sip.Phones;
import kept.sip.SessionDescription;
import kept.sip.SipLine;
import kept.sip.Switchboard;
import kept.sip.TrunkAccount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Holds the conversations of this program, and lends them what they need: the line, ports, sounds and the ledger.
@Component
class Exchange implements Switchboard, Phones {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final Duration FORGOTTEN = Duration.ofSeconds(10);
    private static final Duration LATELY = Duration.ofMinutes(30);

    private final Contacts contacts;
    private final Agents agents;
    private final Queues queues;
    private final Menus menus;
    private final Prompts prompts;
    private final Phrases phrases;
    private final Lines lines;
    private final Callers callers;
    private final AfterCall after;
    private final OwnCalls ownCalls;
    private final Clock clock;
    private final UUID host;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("call timers").factory());
    private final ExecutorService clerk =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("bindings").factory());
    private final Map<UUID, Conversation> conversations = new ConcurrentHashMap<>();
    private final Sound music = Music.quiet();
    private volatile @Nullable Connected connected;
    private volatile Runnable nudge = () -> {};

    /// The open line.
    record Connected(SipLine line, MediaPorts ports, String address) {}

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
            OwnCalls ownCalls,
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
        this.ownCalls = ownCalls;
        this.clock = clock;
        this.host = Ids.at(clock.instant());
    }

    void connect(@Nullable Connected line) {
        connected = line;
    }

    boolean isConnected() {
        return connected != null;
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

    /// Frees agents whose call is over without their knowing, because its program died or lost it.
    void freeForgottenAgents() {
        for (var agent : agents.all()) {
            UUID contact = agent.contact();
            boolean busy =
                    agent.state() == Agent.State.OFFERED || agent.state() == Agent.State.TALKING;
            if (busy
                    && contact != null
                    && agent.since().plus(FORGOTTEN).isBefore(now())
                    && contacts.find(contact).filter(c -> isWith(c, agent)).isEmpty()) {
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

    Leg newLeg(String owner) {
        var open = open();
        return new Leg(open.ports().take(owner), open.address());
    }

    /// A port of ours, and the address at which others reach it.
    OurLines.Ears ears(String owner) {
        var open = open();
        return new OurLines.Ears(open.ports().take(owner), open.address());
    }

    Call dial(Dial dial, CallEvents events) {
        return open().line().dial(dial, events);
    }

    private Connected open() {
        var open = connected;
        if (open == null) {
            throw new Refusal(Refusal.Kind.CONFLICT, "The telephone is not connected.");
        }
        return open;
    }

    Queue queueOf(@Nullable UUID queue) {
        var known = queue == null ? null : queues.byId().get(queue);
        return known == null ? queues.front() : known;
    }

    /// What callers of a line hear first; none while the line is red and they go to its fallback.
    Optional<Menu> menuOf(Line line) {
        return after.fallback(line).isPresent() ? Optional.empty() : lines.menuOf(line);
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

    /// How a caller left the menu of a line, for those who mend it.
    void leftMenu(Line line, Contact contact, String how) {
        UUID menu = line.menu();
        if (menu != null && !contact.party().synthetic()) {
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

    // --- whom to dial

    /// Whether a telephone of this person is there.
    boolean reachable(UUID person) {
        return !targets(person).isEmpty();
    }

    List<Function<SessionDescription, Dial>> dialsTo(UUID person, Contact contact) {
        return dialsTo(person, Caller.of(contact.party().number(), callers.nameOf(contact)));
    }

    List<Function<SessionDescription, Dial>> dialsTo(UUID person, Caller shown) {
        return targets(person).stream()
                .<Function<SessionDescription, Dial>>map(
                        target -> offer -> Dial.to(target, shown, offer))
                .toList();
    }

    private List<String> targets(UUID person) {
        var open = connected;
        return open == null
                ? List.of()
                : lines.phonesOf(person).stream()
                        .flatMap(phone -> open.line().bindings(phone.name()).stream())
                        .map(Binding::target)
                        .toList();
    }

    /// The person whose telephone a SIP address names.
    Optional<UUID> personAt(String target) {
        String user = target.replaceFirst("^sips?:", "").replaceFirst("[@;?].*$", "");
        return lines.phone(user).map(Phone::person);
    }

    /// How somebody who called us is called back: through each trunk, in the order in which they were set up.
    List<Function<SessionDescription, Dial>> dialsOut(Contact contact) {
        return dialsOut(contact.party().number());
    }

    List<Function<SessionDescription, Dial>> dialsOut(String number) {
        if (!lines.mayCallBack(number)) {
            log.warn(
                    "{} is abroad and not on the list of allowed numbers; nobody is called.",
                    number);
            return List.of();
        }
        return lines.trunks().stream()
                .limit(1)
                .<Function<SessionDescription, Dial>>map(
                        trunk -> offer -> out(trunk, number, offer))
                .toList();
    }

    private static Dial out(Trunk trunk, String number, SessionDescription offer) {
        var dial =
                Dial.to(
                        "sip:" + number + "@" + trunk.address(),
                        Caller.of(trunk.callerId(), ""),
                        offer);
        return trunk.registers()
                ? dial.with(
                        new TrunkAccount(
                                "sip:" + trunk.address(),
                                trunk.account(),
                                trunk.secret(),
                                Duration.ofMinutes(10)))
                : dial;
    }
}
