package kept.voice;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kept.cases.Cases;
import kept.cases.Priority;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.contacts.WrapUpReason;
import kept.customers.Customers;
import kept.kernel.Refusal;
import kept.live.Live;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.routing.Agent;
import kept.routing.Agents;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What people see of their calls and do with them: the call before them, those that we owe, and calls out.
@Service
class Desk {
    private static final int RECENT = 12;

    /// The reason for a call that brings a decision-maker.
    static final String LEAVING = "leaving";

    private final Contacts contacts;
    private final Agents agents;
    private final Teams teams;
    private final Customers customers;
    private final Promises promises;
    private final Cases cases;
    private final Exchange exchange;
    private final Callers callers;
    private final WayOut wayOut;
    private final Live live;
    private final Clock clock;
    private final CallBrake brake;

    Desk(
            Contacts contacts,
            Agents agents,
            Teams teams,
            Customers customers,
            Promises promises,
            Cases cases,
            Exchange exchange,
            Callers callers,
            WayOut wayOut,
            Live live,
            CallBrake brake,
            Clock clock) {
        this.contacts = contacts;
        this.agents = agents;
        this.teams = teams;
        this.customers = customers;
        this.promises = promises;
        this.cases = cases;
        this.exchange = exchange;
        this.callers = callers;
        this.wayOut = wayOut;
        this.live = live;
        this.brake = brake;
        this.clock = clock;
    }

    // --- one's own telephone

    /// The call that the viewer is asked for, talks in, or has just ended and said nothing about yet.
    Optional<CallCard> mine(Viewer viewer) {
        return agents.find(viewer.person())
                .map(Agent::contact)
                .flatMap(contacts::find)
                .map(contact -> card(viewer, contact));
    }

    CallCard card(Viewer viewer, Contact contact) {
        UUID customer = contact.party().customer();
        var owed =
                customer == null
                        ? List.<CallCard.Owed>of()
                        : promises.ofCustomer(customer, 50).stream()
                                .filter(Promise::open)
                                .sorted(Comparator.comparing(Promise::due))
                                .map(p ->
                                        new CallCard.Owed(
                                                p.id(),
                                                p.words().saidText(),
                                                p.due(),
                                                p.state().wire(),
                                                PromisedCalls.isCall(p)))
                                .toList();
        UUID onCase = contact.party().onCase();
        return new CallCard(
                contact.id(),
                nameOf(contact),
                contact.party().withheld() ? "number withheld" : contact.party().number(),
                CallWords.of(contact.state()),
                contact.clocks().since(),
                way(contact),
                contact.spot().priorityWhy(),
                customer,
                customer == null ? null : customers.get(customer).customerSince(),
                onCase == null
                        ? null
                        : cases.find(onCase)
                                .map(c -> new CallCard.OnCase(c.number(), c.subject()))
                                .orElse(null),
                owed,
                before(contact),
                contact.state() == State.TALKING,
                contact.state() == State.HELD,
                contact.spot().holdReason(),
                contact.spot().holdUntil(),
                contact.state().ended(),
                contact.spot().wrapUp(),
                exchange.conversation(contact.id())
                        .map(Conversation::live)
                        .orElse(CallCard.Live.NONE));
    }

    private List<CallCard.Before> before(Contact contact) {
        var reasons =
                contacts.wrapUpReasons().stream()
                        .collect(toMap(WrapUpReason::code, WrapUpReason::words));
        return contacts.ofNumber(contact.party().number(), Duration.ofDays(90)).stream()
                .filter(other -> !other.id().equals(contact.id()))
                .limit(5)
                .map(other ->
                        new CallCard.Before(
                                other.clocks().arrivedAt(),
                                CallWords.became(other),
                                other.spot().agent() == null
                                        ? ""
                                        : teams.nameOf(other.spot().agent()),
                                reasons.getOrDefault(other.spot().wrapUp(), "")))
                .toList();
    }

    private static String way(Contact contact) {
        var way = new ArrayList<String>();
        way.add(
                !contact.party().outgoing()
                        ? "called " + contact.party().line()
                        : contact.debt().follows() == null ? "we call" : "we call back");
        if (!contact.spot().place().isEmpty()) {
            way.add(
                    contact.state() == State.MENU
                            ? "hears the menu"
                            : "chose " + contact.spot().place());
        }
        var entered = contact.clocks().enteredAt();
        var talked = contact.clocks().talkedAt();
        if (entered != null && talked != null) {
            way.add("waited " + CallWords.clock(Duration.between(entered, talked)));
        }
        return String.join(" · ", way);
    }

    /// Who is on the other side, by name where we know one.
    String nameOf(Contact contact) {
        UUID customer = contact.party().customer();
        String known =
                customer == null
                        ? ""
                        : customers.byIds(List.of(customer)).values().stream()
                                .findFirst()
                                .map(kept.customers.Customer::name)
                                .orElse("");
        if (!known.isEmpty()) {
            return known;
        }
        return contact.party().display().isEmpty() ? "Somebody unknown" : contact.party().display();
    }

    /// Whether one of his telephones is there.
    boolean reachable(UUID person) {
        return exchange.bells().reachable().contains(person);
    }

    List<CallRow> recent(Viewer viewer) {
        return contacts.ofAgent(viewer.person(), RECENT).stream().map(this::row).toList();
    }

    List<CallRow> owed(Viewer viewer) {
        return contacts.owed(viewer).stream().map(this::row).toList();
    }

    private CallRow row(Contact contact) {
        return new CallRow(
                contact.id(),
                nameOf(contact),
                contact.party().withheld() ? "number withheld" : contact.party().number(),
                contact.clocks().arrivedAt(),
                CallWords.became(contact),
                contact.state().word(),
                teams.nameOf(contact.spot().agent()));
    }

    List<WrapUpReason> reasons() {
        return contacts.wrapUpReasons();
    }

    // --- what one does in a call

    /// Says what a call is about. Whoever wants to leave us is seen by those who decide, at once and without a word to him.
    void about(Viewer viewer, UUID id, String reason) {
        var contact = contacts.about(viewer, id, reason);
        UUID onCase = contact.party().onCase();
        if (contact.spot().wrapUp().equals(LEAVING) && onCase != null) {
            cases.press(onCase, Priority.URGENT);
        }
    }

    void hold(Viewer viewer, UUID id, String reason, int minutes) {
        String clean = reason.strip().isEmpty() ? "looking something up" : reason.strip();
        String why = clean.length() > 60 ? clean.substring(0, 60) : clean;
        running(viewer, id)
                .talk(talk ->
                        talk.hold(
                                why,
                                minutes <= 0 ? null : Duration.ofMinutes(Math.min(minutes, 60))));
    }

    void resume(Viewer viewer, UUID id) {
        running(viewer, id).talk(Talk::resume);
    }

    void transfer(Viewer viewer, UUID id, UUID to) {
        UUID colleague = teams.person(to).id();
        running(viewer, id).talk(talk -> talk.transfer(colleague));
    }

    /// Asks a colleague while the other side waits.
    void ask(Viewer viewer, UUID id, UUID to) {
        var colleague = teams.person(to);
        running(viewer, id).talk(talk -> talk.ask(colleague.id(), colleague.name()));
    }

    /// The same with a number outside.
    ///
    /// @throws Refusal if it is no number, or one that the house may not call
    void askOutside(Viewer viewer, UUID id, String number) {
        String outside = wayOut.callable(number);
        wayOut.mustHaveRoom(outside);
        running(viewer, id).talk(talk -> talk.askOutside(outside));
    }

    void allThree(Viewer viewer, UUID id) {
        running(viewer, id).talk(Talk::allThree);
    }

    void leaveTo(Viewer viewer, UUID id) {
        running(viewer, id).talk(Talk::leaveTo);
    }

    void withoutThird(Viewer viewer, UUID id) {
        running(viewer, id).talk(Talk::withoutThird);
    }

    void press(Viewer viewer, UUID id, String keys) {
        if (!keys.matches("[0-9*#]{1,32}")) {
            throw Refusal.invalid("keys", "Press digits, * and #, at most 32.");
        }
        running(viewer, id).talk(talk -> talk.press(keys));
    }

    void pauseRecording(Viewer viewer, UUID id) {
        running(viewer, id).talk(Talk::pauseTape);
    }

    void resumeRecording(Viewer viewer, UUID id) {
        running(viewer, id).talk(Talk::resumeTape);
    }

    /// A lead listens, whispers or joins with his own telephone.
    void supervise(Viewer viewer, UUID id, String part) {
        viewer.mustBe(Role.LEAD);
        var how =
                switch (part) {
                    case "listen" -> Room.Part.LISTEN;
                    case "whisper" -> Room.Part.WHISPER;
                    case "join" -> Room.Part.JOIN;
                    default -> throw Refusal.malformed("part", "Listen, whisper or join.");
                };
        if (!exchange.bells().reachable().contains(viewer.person())) {
            throw Refusal.conflict("None of your telephones is there, so you cannot take part.");
        }
        String name = teams.nameOf(viewer.person());
        running(viewer, id).talk(talk -> talk.supervise(viewer.person(), name, how));
    }

    /// Calls now somebody whom we owe a call, by the viewer's telephone.
    ///
    /// @throws Refusal if the viewer takes no calls now, or it is made already
    void callNow(Viewer viewer, UUID id) {
        viewer.mustBe(Role.AGENT);
        var owed = contacts.get(viewer, id);
        if (owed.state() != State.CALLBACK_OWED || exchange.conversation(id).isPresent()) {
            throw Refusal.conflict("This call is made already.");
        }
        if (!exchange.bells().reachable().contains(viewer.person())
                || !agents.offer(viewer.person(), id)) {
            throw Refusal.conflict("Say first that you are free, with your telephone there.");
        }
        exchange.callBack(owed, viewer.person());
    }

    /// Calls somebody: the viewer's telephone rings first, then the other side's.
    ///
    /// @throws Refusal with the reason why not
    void callOut(Viewer viewer, String number, @Nullable UUID onCase) {
        viewer.mustBe(Role.AGENT);
        brake.pass(viewer.person(), clock.instant());
        String outside;
        try {
            outside = wayOut.callable(number);
        } catch (Refusal e) {
            brake.forbidden(viewer.person(), teams.nameOf(viewer.person()), clock.instant());
            live.changed(Agents.TOPIC);
            throw e;
        }
        wayOut.mustHaveRoom(outside);
        if (onCase != null) {
            cases.get(viewer, onCase);
        }
        if (!exchange.bells().reachable().contains(viewer.person())) {
            throw Refusal.conflict(
                    "None of your telephones is there. Register it, or answer in the browser.");
        }
        var party = callers.called(wayOut.ownNumber(), outside, onCase);
        if (agents.find(viewer.person())
                .filter(a -> a.state() == Agent.State.TALKING)
                .isPresent()) {
            throw Refusal.conflict("You are in a call. End it first.");
        }
        var contact =
                contacts.dialled(
                        party,
                        viewer.person(),
                        exchange.host(),
                        callers.wantsQuiet(party.customer()));
        agents.talks(viewer.person(), contact.id());
        exchange.callOut(contact, viewer.person());
    }

    void end(Viewer viewer, UUID id) {
        running(viewer, id).hangUp();
    }

    private Conversation running(Viewer viewer, UUID id) {
        viewer.mustBe(Role.AGENT);
        var contact = contacts.get(viewer, id);
        if (!viewer.person().equals(contact.spot().agent()) && !viewer.role().atLeast(Role.LEAD)) {
            throw Refusal.forbidden("Only who talks in a call may do this.");
        }
        return exchange.conversation(id)
                .orElseThrow(
                        () -> Refusal.conflict("This call is over, or is on another program."));
    }
}
