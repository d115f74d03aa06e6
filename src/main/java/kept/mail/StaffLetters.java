package kept.mail;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kept.accounts.LinkIssued;
import kept.promises.Promise;
import kept.promises.PromiseClimbed;
import kept.promises.PromiseHandedOver;
import kept.promises.PromiseReminder;
import kept.steps.StepClimbed;
import kept.steps.StepRefused;
import kept.teams.Person;
import kept.teams.Teams;
import kept.web.Clockface;
import kept.web.PublicAddress;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Writes to our own people: links to choose a password, reminders, and misses that climb the ladder.
@Component
class StaffLetters {
    private final Post post;
    private final Teams teams;
    private final PublicAddress address;
    private final java.time.Clock clock;

    StaffLetters(Post post, Teams teams, PublicAddress address, java.time.Clock clock) {
        this.post = post;
        this.teams = teams;
        this.address = address;
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
