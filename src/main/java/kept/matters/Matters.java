package kept.matters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.catcher.Likeness;
import kept.database.Writes;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.promises.Promises;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Viewer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to matters that come again: recognises them by customer and meaning, and brings in who decides.
@Service
public class Matters {
    private static final Duration WINDOW = Duration.ofDays(60);

    /// A transaction that began before a turn may commit after it; its letters have older ids.
    private static final Duration OVERLAP = Duration.ofSeconds(20);

    private static final int PAGE = 500;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST_CASES = 25;
    private static final int MOST_MESSAGES = 60;
    private static final int MOST = 50;

    private final MatterTable table;
    private final Cases cases;
    private final Promises promises;
    private final Teams teams;
    private final Writes writes;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    /// The letters of the overlap that were looked at; after a restart they are looked at again, which changes nothing.
    private final Set<UUID> seen = ConcurrentHashMap.newKeySet();

    Matters(
            MatterTable table,
            Cases cases,
            Promises promises,
            Teams teams,
            Writes writes,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.cases = cases;
        this.promises = promises;
        this.teams = teams;
        this.writes = writes;
        this.news = news;
        this.clock = clock;
    }

    /// Looks through the cases that customers wrote on since the last turn. One node at a time does it.
    ///
    /// @return how many letters were new
    @Transactional
    public int turn() {
        Instant now = now();
        var until = table.holdCursor(now.minus(OVERLAP)).orElse(null);
        if (until == null) {
            return 0;
        }
        UUID from = Ids.floor(until.minus(OVERLAP));
        var fresh = new ArrayList<Cases.Heard>();
        boolean more = true;
        while (more && fresh.size() < MOST_AT_ONCE) {
            var page = cases.heardAgainSince(from, PAGE);
            page.stream().filter(h -> seen.add(h.message())).forEach(fresh::add);
            more = page.size() == PAGE;
            from = page.isEmpty() ? from : Ids.after(page.getLast().message());
        }
        fresh.stream().map(Cases.Heard::caseId).distinct().forEach(this::look);
        Instant reached = more ? Ids.timeOf(fresh.getLast().message()) : now;
        table.moveCursor(reached);
        seen.removeIf(id -> Ids.timeOf(id).isBefore(reached.minus(OVERLAP)));
        return fresh.size();
    }

    private void look(UUID caseId) {
        var theCase = cases.find(caseId).filter(c -> !c.resolved()).orElse(null);
        if (theCase == null) {
            return;
        }
        var same = sameMatter(theCase);
        int contacts = same.stream().mapToInt(c -> Contacts.in(thread(c.id()))).sum();
        int broken =
                (int)
                        same.stream()
                                .flatMap(c -> promises.ofCase(c.id()).stream())
                                .filter(p -> p.course().brokenAt() != null)
                                .map(p -> p.words().chain())
                                .distinct()
                                .count();
        if (Matter.comesAgain(contacts, broken)) {
            raise(theCase, same, contacts, broken);
        }
    }

    /// The cases of the customer that are about the same as this one, it included, oldest first.
    private List<Case> sameMatter(Case theCase) {
        var like = Likeness.of(words(theCase));
        var same = new ArrayList<Case>();
        for (var other :
                cases.ofCustomerSince(theCase.customerId(), now().minus(WINDOW), MOST_CASES)) {
            if (other.id().equals(theCase.id())
                    || like.to(Likeness.of(words(other))) >= Likeness.SAME_MATTER) {
                same.add(other);
            }
        }
        same.sort(Comparator.comparing(Case::createdAt));
        return same;
    }

    private String words(Case theCase) {
        return theCase.subject()
                + "\n"
                + thread(theCase.id()).stream()
                        .filter(m -> m.direction() == Message.Direction.INBOUND)
                        .limit(2)
                        .map(Message::text)
                        .collect(Collectors.joining("\n"));
    }

    private List<Message> thread(UUID caseId) {
        return cases.latestMessages(caseId, MOST_MESSAGES);
    }

    private void raise(Case theCase, List<Case> same, int contacts, int broken) {
        var decider = decider(theCase);
        var matter =
                new Matter(
                        theCase.id(),
                        theCase.customerId(),
                        contacts,
                        broken,
                        same.getFirst().createdAt(),
                        same.stream()
                                .filter(c -> !c.id().equals(theCase.id()))
                                .map(Case::id)
                                .toList(),
                        decider.id(),
                        now(),
                        null,
                        null,
                        null);
        if (!table.insert(matter)) {
            table.recount(theCase.id(), contacts, broken);
            return;
        }
        if (theCase.priority() != Priority.URGENT) {
            cases.press(theCase.id(), Priority.HIGH);
        }
        cases.noteByRule(
                theCase.id(),
                NewMessage.typed(
                        Message.Direction.NOTE,
                        "Kept",
                        theCase.subject(),
                        "This matter comes again: contact %d%s. %s was brought in to decide. Do not begin anew: what was said and tried stands on top."
                                .formatted(
                                        contacts,
                                        broken == 0
                                                ? ""
                                                : broken == 1
                                                        ? ", after a broken word"
                                                        : ", after " + broken + " broken words",
                                        decider.name()),
                        Channel.WEB));
        news.publishEvent(new MatterCameAgain(theCase, matter));
    }

    /// A lead of the unit who does not own the case himself, else an owner of the house.
    private Person decider(Case theCase) {
        return teams.leadsOf(theCase.unit()).stream()
                .filter(p -> !p.id().equals(theCase.owner()))
                .findFirst()
                .or(() -> teams.owners().stream().findFirst())
                .map(p -> teams.standIn(p, now()))
                .orElseThrow();
    }

    /// Whoever decides says how; it stands on the case, for everybody who serves the customer.
    @Transactional
    public void decide(Viewer viewer, UUID caseId, String decision) {
        viewer.mustBe(Role.AGENT);
        var theCase = cases.get(viewer, caseId);
        var matter =
                table.ofCase(caseId)
                        .orElseThrow(() -> Refusal.notFound("This matter did not come again."));
        if (!viewer.role().atLeast(Role.LEAD) && !matter.decisionMaker().equals(viewer.person())) {
            throw Refusal.forbidden("A lead decides this, or whoever was brought in.");
        }
        String words = decision.strip();
        if (words.isEmpty() || words.length() > 2_000) {
            throw Refusal.invalid("decision", "Say what was decided, in 1 to 2,000 characters.");
        }
        cases.say(
                viewer,
                caseId,
                NewMessage.typed(
                        Message.Direction.NOTE,
                        teams.nameOf(viewer.person()),
                        theCase.subject(),
                        "Decided: " + words,
                        Channel.WEB));
        writes.flush();
        if (!table.decide(caseId, viewer.person(), now(), words)) {
            throw Refusal.lostRace("Somebody has decided this already.");
        }
    }

    public Optional<Matter> ofCase(UUID caseId) {
        return table.ofCase(caseId);
    }

    /// What waits for this viewer's decision, oldest first.
    public List<Matter> undecidedOf(Viewer viewer) {
        return table.undecidedOf(viewer.person(), MOST);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
