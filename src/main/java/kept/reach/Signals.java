package kept.reach;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.jobs.Round;
import kept.journal.Journal;
import kept.voice.Line;
import kept.voice.OurLines;
import org.springframework.stereotype.Component;

/// What real callers of our lines meet, beside what our own calls do: who rang in vain, was cut off or gave up, in the last hour against
/// the usual.
@Component
class Signals implements Round {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofDays(28);
    private static final int MOST_READ = 300;

    private final SignalTable table;
    private final OurLines lines;
    private final Contacts contacts;
    private final Journal journal;
    private final Clock clock;

    Signals(SignalTable table, OurLines lines, Contacts contacts, Journal journal, Clock clock) {
        this.table = table;
        this.lines = lines;
        this.contacts = contacts;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String roundName() {
        return "signs of lines";
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void turn() {
        if (lines.wanted()) {
            lines.all().forEach(this::look);
        }
    }

    void look(Line line) {
        Instant lastHour = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(HOUR);
        if (!table.knows(line.number(), lastHour)) {
            table.insert(line.number(), lastHour, between(line, lastHour, lastHour.plus(HOUR)));
            table.forget(lastHour.minus(USUAL));
        }
        String why =
                of(line).stream()
                        .filter(Signal::excess)
                        .map(Signal::words)
                        .collect(Collectors.joining("; "));
        if (why.isEmpty()) {
            lines.signalsGood(line);
        } else {
            lines.signalsBad(line, why);
        }
    }

    /// The shares of a line now.
    List<Signal> of(Line line) {
        Instant now = clock.instant();
        var lately = between(line, now.minus(HOUR), now.plusSeconds(1));
        var usual = table.sum(line.number(), now.minus(USUAL), now.minus(HOUR).minus(HOUR));
        return List.of(
                new Signal(
                        "rings were not answered",
                        lately.unanswered(),
                        lately.rang(),
                        usual.unanswered(),
                        usual.rang()),
                new Signal(
                        "callers were cut off",
                        lately.dropped(),
                        lately.calls(),
                        usual.dropped(),
                        usual.calls()),
                new Signal(
                        "callers gave up waiting",
                        lately.abandoned(),
                        lately.calls(),
                        usual.abandoned(),
                        usual.calls()));
    }

    private Callers between(Line line, Instant from, Instant to) {
        var calls = contacts.ofLine(line.number(), from, to);
        int rang = 0;
        int unanswered = 0;
        for (var contact : calls.stream().filter(Signals::waited).limit(MOST_READ).toList()) {
            for (var entry : journal.of(contact.id())) {
                if (entry.kind().equals("contact.offering")) {
                    rang++;
                } else if (entry.kind().equals("contact.queued")
                        && entry.body().contains("\"why\":\"no answer\"")) {
                    unanswered++;
                }
            }
        }
        return new Callers(
                calls.size(),
                rang,
                unanswered,
                count(calls, State.DROPPED),
                count(calls, State.ABANDONED));
    }

    private static boolean waited(Contact contact) {
        return contact.clocks().enteredAt() != null;
    }

    private static int count(List<Contact> calls, State state) {
        return (int) calls.stream().filter(call -> call.state() == state).count();
    }
}
