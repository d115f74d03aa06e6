package kept.transcripts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.Turn;
import kept.kernel.CardNumbers;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.teams.Viewer;
import kept.transcripts.TranscriptLine.Heard;
import kept.transcripts.TranscriptLine.Word;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to what was said in calls. Numbers of cards are taken out before anything is stored.
@Service
public class Transcripts {
    /// Characters of one line.
    public static final int LONGEST = 1_000;

    private static final int MOST_TYPED = 500;
    private static final int MOST_SHOWN = 1_000;

    private final TranscriptTable table;
    private final Contacts contacts;
    private final Clock clock;

    Transcripts(TranscriptTable table, Contacts contacts, Clock clock) {
        this.table = table;
        this.contacts = contacts;
        this.clock = clock;
    }

    /// Writes down what was said, as somebody types it.
    ///
    /// @throws Refusal if it is empty or too long, or the viewer may not see the call
    @Transactional
    public TranscriptLine type(Viewer viewer, UUID call, boolean ours, String text) {
        var contact = contacts.get(viewer, call);
        String clean = text.strip();
        if (clean.isEmpty() || clean.length() > LONGEST) {
            throw Refusal.invalid("text", "Write what was said, in 1 to 1,000 characters.");
        }
        if (table.count(call) >= MOST_TYPED) {
            throw Refusal.conflict(
                    "This call has 500 lines already. Write the rest as a note of its case.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var line =
                new TranscriptLine(
                        Ids.at(now),
                        contact.id(),
                        ours,
                        CardNumbers.masked(clean),
                        now,
                        null,
                        viewer.person(),
                        ours ? Word.OPEN : Word.NONE,
                        null);
        table.insert(line);
        return line;
    }

    /// One thing that a machine heard.
    public record HeardLine(boolean ours, String text, Heard heard) {}

    /// Takes the place of what was heard before in the same recording.
    ///
    /// @param began when the recording did
    @Transactional
    public void hear(Contact contact, UUID recording, Instant began, List<HeardLine> lines) {
        table.forget(recording);
        var turns = contacts.turns(contact.id());
        for (var line : lines) {
            Instant at = began.plus(line.heard().at());
            table.insert(
                    new TranscriptLine(
                            Ids.at(at),
                            contact.id(),
                            line.ours(),
                            CardNumbers.masked(cut(line.text())),
                            at,
                            line.heard(),
                            line.ours() ? agentAt(turns, at, contact) : null,
                            line.ours() ? Word.OPEN : Word.NONE,
                            null));
        }
    }

    /// Where it is not known who talked then, the last one who did.
    private static @Nullable UUID agentAt(List<Turn> turns, Instant at, Contact contact) {
        return turns.stream()
                .filter(turn -> !turn.from().isAfter(at))
                .reduce((_, later) -> later)
                .map(Turn::agent)
                .orElse(contact.spot().agent());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /// The recording is erased, and with it what was heard in it.
    @Transactional
    public void forget(UUID recording) {
        table.forget(recording);
    }

    /// What was said in calls that the caller has already been allowed to see, in order.
    public List<TranscriptLine> of(List<UUID> calls) {
        return table.of(calls, MOST_SHOWN);
    }

    /// @throws Refusal if the viewer may not see its call
    public TranscriptLine get(Viewer viewer, UUID id) {
        var line = table.find(id).orElseThrow(Transcripts::unknown);
        contacts.get(viewer, line.contact());
        return line;
    }

    /// A promise was made of it.
    ///
    /// @throws Refusal if somebody else said already what it is
    @Transactional
    public void given(UUID id, UUID promise) {
        settle(id, Word.GIVEN, promise);
    }

    /// It is no promise.
    @Transactional
    public void noWord(UUID id) {
        settle(id, Word.NONE, null);
    }

    private void settle(UUID id, Word word, @Nullable UUID promise) {
        if (!table.settle(id, word, promise)) {
            throw Refusal.conflict("Somebody has said already whether this is a promise.");
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no such line.");
    }
}
