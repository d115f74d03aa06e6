package kept.mail;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.accounts.LinkIssued;
import kept.journal.HeadSigned;
import kept.journal.Heads;
import kept.matters.MatterCameAgain;
import kept.promises.Promise;
import kept.promises.PromiseBroken;
import kept.promises.PromiseClimbed;
import kept.promises.PromiseFact;
import kept.promises.PromiseHandedOver;
import kept.promises.PromiseKept;
import kept.promises.PromiseReleased;
import kept.promises.PromiseReminder;
import kept.promises.PromiseWithdrawn;
import kept.promises.State;
import kept.steps.StepClimbed;
import kept.steps.StepRefused;
import kept.teams.AbsencePlanned;
import kept.teams.DeparturePlanned;
import kept.teams.Person;
import kept.teams.Teams;
import kept.warnings.WarningNeglected;
import kept.warnings.WarningRaised;
import kept.web.Clockface;
import kept.web.PublicAddress;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes to our own people: links to choose a password, reminders, and misses that climb the ladder.
@Component
class StaffLetters {
    private static final int HEADS = 26;

    private final Post post;
    private final Teams teams;
    private final PublicAddress address;
    private final Heads heads;
    private final java.time.Clock clock;

    StaffLetters(
            Post post, Teams teams, PublicAddress address, Heads heads, java.time.Clock clock) {
        this.post = post;
        this.teams = teams;
        this.address = address;
        this.heads = heads;
        this.clock = clock;
    }

    @EventListener
    void on(LinkIssued issued) {
        boolean invited = issued.purpose() == LinkIssued.Purpose.INVITATION;
        send(
                issued.person(),
                "link:" + kept.kernel.Ids.at(clock.instant()),
                issued.person().id(),
                invited ? "Your invitation to Kept" : "A new password for Kept",
                "Hello %s,\n\n%s\n\n%s\n\nThe link works once%s. If you did not expect this mail, leave it alone.\n"
                        .formatted(
                                issued.person().name(),
                                invited
                                        ? "you are invited to work with us in Kept. Choose your password here:"
                                        : "choose a new password here:",
                                address.link(issued.path()),
                                invited ? ", for three days" : ", for an hour"));
    }

    @EventListener
    void on(PromiseReminder reminder) {
        var p = reminder.promise();
        teams.find(p.words().owner())
                .ifPresent(owner ->
                        tell(
                                owner,
                                "remind",
                                p,
                                "Half of the time is gone",
                                "Half of the time for this word is gone."));
    }

    @EventListener
    void on(PromiseHandedOver handed) {
        var p = handed.promise();
        teams.find(p.words().owner())
                .ifPresent(
                        owner -> tell(owner, "handed", p, "Now yours", "This word is yours now."));
    }

    /// Whoever gave a word that somebody else kept, or did not, hears how it ended.
    @EventListener
    void on(PromiseFact fact) {
        var p = fact.promise();
        String end =
                switch (fact) {
                    case PromiseKept _ -> p.state() == State.KEPT_LATE ? "kept late" : "kept";
                    case PromiseBroken _ -> "broken";
                    case PromiseReleased _ -> "released by the customer";
                    case PromiseWithdrawn _ -> "taken back";
                    default -> "";
                };
        if (end.isEmpty() || p.words().giver().equals(p.words().owner().toString())) {
            return;
        }
        teams.activePeople().stream()
                .filter(person -> person.id().toString().equals(p.words().giver()))
                .findFirst()
                .ifPresent(giver ->
                        tell(
                                giver,
                                "ended",
                                p,
                                "How it ended, " + end,
                                "You gave this word, and it was passed on. It is %s now."
                                        .formatted(end)));
    }

    @EventListener
    void on(AbsencePlanned planned) {
        var absence = planned.absence();
        standIn(
                absence.deputy(),
                "absence:" + absence.id(),
                absence.person(),
                "You stand in for ",
                absence.startsAt(),
                "What %s owes passes to you then; see the board of the unit for what falls due.");
    }

    @EventListener
    void on(DeparturePlanned planned) {
        var departure = planned.departure();
        standIn(
                departure.successor(),
                "departure:" + departure.person() + ":" + departure.leavesAt(),
                departure.person(),
                "You take over from ",
                departure.leavesAt(),
                "What %s owes passes to you then, promises and cases. Talk about them before.");
    }

    private void standIn(
            UUID who, String key, UUID instead, String subject, Instant from, String sentence) {
        teams.find(who)
                .ifPresent(person -> {
                    String name = teams.nameOf(instead);
                    send(
                            person,
                            key,
                            instead,
                            subject + name,
                            "%s%s from %s.\n\n%s\n"
                                    .formatted(
                                            subject,
                                            name,
                                            new Clockface(person.zone(), clock.instant())
                                                    .full(from),
                                            sentence.formatted(name)));
                });
    }

    /// First the owner hears of a miss, then the leads of his unit, then the owners of the house.
    @EventListener
    void on(PromiseClimbed climbed) {
        var p = climbed.promise();
        int rung = p.course().rung();
        var leads = teams.leadsOf(p.words().unit());
        List<Person> told =
                switch (rung) {
                    case 1 -> teams.find(p.words().owner()).stream().toList();
                    case 2 -> leads.isEmpty() ? teams.owners() : leads;
                    default -> teams.owners();
                };
        for (var person : told) {
            tell(
                    person,
                    "climb" + rung,
                    p,
                    "Broken word",
                    "This word is broken and nothing has been done about it yet. Make it good: say when it was done, give a time that holds, or say why it cannot be.");
        }
    }

    /// Whoever is brought in to decide about a matter that comes again.
    @EventListener
    void on(MatterCameAgain again) {
        var matter = again.matter();
        teams.find(matter.decisionMaker())
                .ifPresent(decider ->
                        send(
                                decider,
                                "matter:" + matter.caseId(),
                                matter.caseId(),
                                "Comes again, you decide: " + again.theCase().subject(),
                                "This matter comes for the %s time since %s%s. You were brought in to decide it; the customer need not ask for you.\n\nThe whole history is on top of the case:\n%s\n"
                                        .formatted(
                                                ordinal(matter.contacts()),
                                                new Clockface(decider.zone(), clock.instant())
                                                        .day(matter.since()),
                                                matter.broken() == 0
                                                        ? ""
                                                        : ", and we broke our word in it",
                                                address.link(
                                                        "/cases/" + again.theCase().number()))));
    }

    private static String ordinal(int n) {
        return switch (n) {
            case 2 -> "second";
            case 3 -> "third";
            case 4 -> "fourth";
            case 5 -> "fifth";
            default -> n + "th";
        };
    }

    /// With the first head of a day, the heads of the day before go to the owners: copies that nobody in the house can
    /// change.
    @EventListener
    void on(HeadSigned signed) {
        var before =
                heads.latest(HEADS).stream()
                        .filter(h -> h.number() < signed.head().number())
                        .toList();
        for (var owner : teams.owners()) {
            var day = signed.head().at().atZone(owner.zone()).toLocalDate();
            if (!before.isEmpty()
                    && before.getFirst().at().atZone(owner.zone()).toLocalDate().isBefore(day)) {
                send(
                        owner,
                        "heads:" + day + ":" + owner.id(),
                        owner.id(),
                        "Heads of your ledger until " + day,
                        "Keep this mail. If anybody ever rewrites the ledger, these heads no longer fit it, and ./kept verify says so.\n\n%s\n"
                                .formatted(
                                        before.stream()
                                                .map(h -> "    " + h.brief())
                                                .collect(Collectors.joining("\n"))));
            }
        }
    }

    /// The owner hears when there is bad news to tell, and until when he can tell it himself.
    @EventListener
    void on(WarningRaised raised) {
        var p = raised.promise();
        teams.find(p.words().owner())
                .ifPresent(owner -> {
                    var face = new Clockface(owner.zone(), clock.instant());
                    tell(
                            owner,
                            "tell",
                            p,
                            "Tell the customer",
                            "This word is likely to be late. Tell the customer before %s: why, and a time that holds. After that Kept tells him, and your lead hears of it."
                                    .formatted(face.full(raised.warning().tellBy())));
                });
    }

    /// Who let the time to tell pass hears of it, and the leads of his unit.
    @EventListener
    void on(WarningNeglected neglected) {
        var p = neglected.promise();
        var told = new LinkedHashSet<Person>();
        teams.find(p.words().owner()).ifPresent(told::add);
        told.addAll(teams.leadsOf(p.words().unit()));
        if (told.size() == 1) {
            told.addAll(teams.owners());
        }
        for (var person : told) {
            tell(
                    person,
                    "neglected",
                    p,
                    "The customer was not told in time",
                    neglected.told()
                            ? "This word may be late, and its owner did not tell the customer in time. Kept has told him now."
                            : "This word may be late, its owner did not tell the customer in time, and there is no mail address to write to. Call him, and write down on the case that you did.");
        }
    }

    /// A unit said no: whoever owns the word must give another time, or ask somebody else.
    @EventListener
    void on(StepRefused refused) {
        var p = refused.promise();
        var step = refused.step();
        teams.find(p.words().owner())
                .ifPresent(owner ->
                        send(
                                owner,
                                "refused:" + step.id() + ":" + refused.plan().version(),
                                p.id(),
                                step.name() + " is refused: " + p.words().saidText(),
                                "%s cannot do \"%s\" in time: %s\n\nThe earliest end that it gives is %s. Give the customer a time that holds, or ask another unit.\n\n%s"
                                        .formatted(
                                                teams.unit(step.unit()).name(),
                                                step.name(),
                                                step.course().reason(),
                                                face(owner)
                                                        .full(
                                                                Objects.requireNonNull(
                                                                        step.course().toldEnd())),
                                                about(owner, p))));
    }

    /// Nobody answered: first the leads of the unit hear of it, then the owners of the house.
    @EventListener
    void on(StepClimbed climbed) {
        var p = climbed.promise();
        var step = climbed.step();
        var leads = teams.leadsOf(step.unit());
        var told = step.asked().rung() == 1 && !leads.isEmpty() ? leads : teams.owners();
        for (var person : told) {
            send(
                    person,
                    "unanswered:%s:%d:%s"
                            .formatted(step.id(), climbed.plan().version(), person.id()),
                    p.id(),
                    "No answer: " + step.name(),
                    "%s has not answered whether it takes on \"%s\". The customer's word hangs on it.\n\nAnswer here: %s\n\n%s"
                            .formatted(
                                    teams.unit(step.unit()).name(),
                                    step.name(),
                                    address.link("/steps"),
                                    about(person, p)));
        }
    }

    private Clockface face(Person person) {
        return new Clockface(person.zone(), clock.instant());
    }

    private void tell(Person person, String what, Promise p, String subject, String sentence) {
        send(
                person,
                what + ":" + p.id() + ":" + p.version() + ":" + person.id(),
                p.id(),
                subject + ": " + p.words().saidText(),
                sentence + "\n\n" + about(person, p));
    }

    private String about(Person person, Promise p) {
        return "    %s\n    until %s\n    owner: %s, unit: %s\n\n%s\n"
                .formatted(
                        p.words().saidText(),
                        face(person).full(p.due()),
                        teams.nameOf(p.words().owner()),
                        teams.unit(p.words().unit()).name(),
                        address.link("/promises/" + p.id()));
    }

    private void send(Person person, String key, UUID about, String subject, String text) {
        post.toStaff(
                person.name(),
                person.email(),
                new Post.Letter(
                        key, about, "Kept", subject, text, OutgoingMail.Automatic.GENERATED, null));
    }
}
