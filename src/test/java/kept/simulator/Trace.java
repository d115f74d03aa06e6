package kept.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.journal.Entry;
import kept.journal.SimulatedJournal.Tail;
import kept.kernel.Refusal;
import kept.makegood.MakeGood;
import kept.promises.Promise;
import kept.warnings.Warning;
import org.jspecify.annotations.Nullable;

/// The last steps in plain words, and a digest of all of them. Things are named by the order in which they came, so that
/// the same seed tells the same story whatever their ids are.
final class Trace {
    private static final int SHOWN = 30;

    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private final Map<UUID, Integer> numbers = new HashMap<>();
    private long digest = 0x9E3779B97F4A7C15L;

    private record Line(int step, Instant at, String what, @Nullable UUID about, Object outcome) {}

    void line(int step, Instant at, String what, @Nullable UUID about, Object outcome) {
        if (lines.size() == SHOWN) {
            lines.removeFirst();
        }
        lines.addLast(new Line(step, at, what, about, outcome));
        mix(at.getEpochSecond() * 1_000_000_000 + at.getNano());
        mix(what.hashCode());
        mix(about == null ? 0 : number(about));
        mix(outcome.hashCode());
    }

    void committed(List<Change> changes) {
        for (var change : changes) {
            mix(change.shelf().name().hashCode());
            switch (change.after()) {
                case Promise p -> {
                    mix(number(p.id()));
                    mix(p.state().name().hashCode());
                    mix(p.version());
                    mix(p.course().rung());
                    mix(number(p.words().owner()));
                    mix(number(p.words().unit()));
                    mix(p.due());
                    mix(p.course().wakeAt());
                    mix(p.course().deliveredAt());
                    mix(p.course().brokenAt());
                }
                case Tail tail -> {
                    Entry entry = tail.entry();
                    mix(number(entry.stream()));
                    mix(entry.position());
                    mix(entry.kind().hashCode());
                    mix(entry.at());
                }
                case kept.jobs.SimulatedTimers.Row row -> {
                    mix(number(row.timer().subject()));
                    mix(row.timer().kind().hashCode());
                    mix(row.timer().dueAt());
                }
                case Warning w -> {
                    mix(number(w.promise()));
                    mix(w.state().name().hashCode());
                    mix(w.tellBy());
                    mix(w.newDue());
                    mix(w.late() ? 1 : 0);
                }
                case MakeGood m -> {
                    mix(number(m.chain()));
                    mix(m.state().name().hashCode());
                    mix(m.total().minor());
                }
                case null -> mix(7);
                default -> mix(11);
            }
        }
    }

    private int number(UUID id) {
        return numbers.computeIfAbsent(id, _ -> numbers.size() + 1);
    }

    private void mix(@Nullable Instant at) {
        mix(at == null ? 3 : at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
    }

    private void mix(long value) {
        long z = (digest ^ value) * 0xBF58476D1CE4E5B9L;
        digest = z ^ (z >>> 29);
    }

    long digest() {
        return digest;
    }

    /// A refusal in few words.
    static String refused(Refusal refusal) {
        return "refused: " + refusal.kind();
    }

    String story() {
        var story = new StringBuilder();
        for (var line : lines) {
            story.append(
                    "%5d  %s  %-34s %-6s %s%n"
                            .formatted(
                                    line.step(),
                                    line.at(),
                                    line.what(),
                                    line.about() == null ? "" : "#" + number(line.about()),
                                    line.outcome()));
        }
        return story.toString();
    }
}
