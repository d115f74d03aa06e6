package kept.voice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.customers.Customers;
import kept.routing.Agent;
import kept.routing.Agents;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.routing.ServiceLevel;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.springframework.stereotype.Service;

/// How it stands at the telephone now: who waits in which queue and how we served today, who is there, who talks, and what is wrong.
@Service
class Wallboard {
    private final Contacts contacts;
    private final Agents agents;
    private final Queues queues;
    private final Teams teams;
    private final Customers customers;
    private final Exchange exchange;
    private final Desk desk;
    private final CallBrake brake;
    private final WayOut wayOut;
    private final Clock clock;

    Wallboard(
            Contacts contacts,
            Agents agents,
            Queues queues,
            Teams teams,
            Customers customers,
            Exchange exchange,
            Desk desk,
            CallBrake brake,
            WayOut wayOut,
            Clock clock) {
        this.contacts = contacts;
        this.agents = agents;
        this.queues = queues;
        this.teams = teams;
        this.customers = customers;
        this.exchange = exchange;
        this.desk = desk;
        this.brake = brake;
        this.wayOut = wayOut;
        this.clock = clock;
    }

    /// What those who lead must know of calls out.
    CallAlarms alarms(Viewer viewer) {
        return viewer.role().atLeast(Role.LEAD)
                ? new CallAlarms(brake.locked(clock.instant()), wayOut.spendingWarning())
                : CallAlarms.NONE;
    }

    /// Who talks now, for those who lead them.
    List<LiveRow> liveRows(Viewer viewer) {
        return contacts.live(viewer).stream()
                .filter(contact -> contact.state().connected() || contact.state() == State.OUTSIDE)
                .map(contact ->
                        new LiveRow(
                                contact.id(),
                                desk.nameOf(contact),
                                contact.state() == State.OUTSIDE
                                        ? "Somebody outside"
                                        : teams.nameOf(contact.spot().agent()),
                                CallWords.of(contact.state()),
                                contact.clocks().since(),
                                contact.spot().wrapUp().equals(Desk.LEAVING),
                                exchange.conversation(contact.id())
                                        .filter(_ -> contact.state().connected())
                                        .map(Conversation::live)
                                        .orElse(CallCard.Live.NONE)))
                .sorted(Comparator.comparing(LiveRow::leaving).reversed())
                .toList();
    }

    List<AgentRow> agentRows() {
        var there = exchange.bells().reachable();
        return agents.all().stream()
                .filter(agent -> agent.state() != Agent.State.OFF)
                .map(agent ->
                        new AgentRow(
                                agent.person(),
                                teams.nameOf(agent.person()),
                                agent.state().word(),
                                words(agent),
                                agent.since(),
                                there.contains(agent.person())))
                .sorted(Comparator.comparing(AgentRow::name))
                .toList();
    }

    List<QueueRow> queueRows(Viewer viewer) {
        Instant now = clock.instant();
        ZoneId zone = customers.houseZone();
        var today =
                contacts.since(
                        viewer, now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
        var waiting = contacts.waiting();
        var live = contacts.live(viewer);
        var free = exchange.freeAgents();
        return queues.all().stream()
                .filter(queue -> viewer.seesUnit(queue.unit()))
                .map(queue -> row(queue, today, waiting, live, free, now))
                .toList();
    }

    private QueueRow row(
            Queue queue,
            List<Contact> today,
            List<Contact> waiting,
            List<Contact> live,
            List<Agent> free,
            Instant now) {
        var here = waiting.stream().filter(c -> queue.id().equals(c.spot().queue())).toList();
        var onLine = here.stream().filter(c -> c.state() == State.QUEUED).toList();
        var ours = today.stream().filter(c -> queue.id().equals(c.spot().queue())).toList();
        var level = ServiceLevel.of(waits(ours), queue.goal());
        return new QueueRow(
                queue.id(),
                queue.name(),
                onLine.size(),
                onLine.stream()
                        .map(c -> Duration.between(entered(c), now))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                here.size() - onLine.size(),
                (int)
                        live.stream()
                                .filter(c -> c.state().connected())
                                .filter(c -> queue.id().equals(c.spot().queue()))
                                .count(),
                (int) free.stream().filter(agent -> agent.units().contains(queue.unit())).count(),
                level.answered(),
                level.abandoned(),
                ours.stream().filter(c -> c.state() == State.DROPPED).count(),
                level.percent(),
                queue.goal().share(),
                queue.goal().within().toSeconds());
    }

    private static List<ServiceLevel.Wait> waits(List<Contact> contacts) {
        var waits = new ArrayList<ServiceLevel.Wait>();
        for (var contact : contacts) {
            var talked = contact.clocks().talkedAt();
            var ended = contact.clocks().endedAt();
            if (contact.party().outgoing()) {
                continue;
            }
            if (talked != null) {
                waits.add(new ServiceLevel.Wait(Duration.between(entered(contact), talked), true));
            } else if (contact.state() == State.ABANDONED && ended != null) {
                waits.add(new ServiceLevel.Wait(Duration.between(entered(contact), ended), false));
            }
        }
        return waits;
    }

    private static Instant entered(Contact contact) {
        var entered = contact.clocks().enteredAt();
        return entered == null ? contact.clocks().arrivedAt() : entered;
    }

    // --- words

    private static String words(Agent agent) {
        return switch (agent.state()) {
            case OFF -> "not at the telephone";
            case FREE -> "free";
            case AWAY -> "away: " + (agent.reason() == null ? "" : agent.reason());
            case OFFERED -> "is being asked";
            case TALKING -> "talks";
            case WRAP_UP -> "writes notes";
        };
    }
}
