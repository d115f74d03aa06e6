package kept.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.database.Writes;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.recordings.Recording.Consent;
import kept.recordings.Recording.Kind;
import kept.recordings.Recording.State;
import kept.teams.Role;
import kept.teams.Viewer;
import kept.transcripts.Transcripts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door to recordings. While a call runs, its sound grows in a file of the data folder; when it is over, the file goes into
/// the database in parts, and away. Whoever listens says why, and that is written down.
@Service
public class Recordings {
    private static final Logger log = LoggerFactory.getLogger(Recordings.class);
    private static final Duration OPEN_FOR = Duration.ofHours(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);
    private static final Duration LOST = Duration.ofDays(1);

    /// Bytes of one part.
    static final int PART = 1 << 20;

    /// Bytes of sound a second: two channels of 16 bit.
    private static final int BYTES_A_SECOND = 32_000;

    private static final int HEADER = 44;

    private final RecordingTable table;
    private final kept.files.Files files;
    private final Writes writes;
    private final Contacts contacts;
    private final Transcripts transcripts;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Path folder;

    Recordings(
            RecordingTable table,
            kept.files.Files files,
            Writes writes,
            Contacts contacts,
            Transcripts transcripts,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${kept.data:./data}") Path data) {
        this.table = table;
        this.files = files;
        this.writes = writes;
        this.contacts = contacts;
        this.transcripts = transcripts;
        this.transaction = transaction;
        this.clock = clock;
        this.folder = data.resolve("recordings");
    }

    /// A recording that runs, and the file that its sound goes to.
    public record Running(UUID id, Path file) {}

    // --- recording

    /// Begins one: from here on there is a row of it, whatever happens.
    ///
    /// @param keptFor how long it may be kept
    public Running begin(Contact contact, Kind kind, Consent consent, Duration keptFor) {
        Instant now = now();
        UUID id = Ids.at(now);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.insert(
                new Recording(
                        id,
                        contact.id(),
                        kind,
                        consent,
                        State.RUNNING,
                        now,
                        Duration.ZERO,
                        0,
                        now.plus(keptFor),
                        "",
                        List.of()));
        return new Running(id, file(id));
    }

    /// Marks a moment in it.
    ///
    /// @param at since it began
    public void mark(UUID id, Duration at, String what) {
        table.mark(id, new Recording.Mark(at, what));
    }

    /// The call is over: what its file holds is kept.
    ///
    /// @param trouble what went wrong while it ran, or an empty text
    public void keep(UUID id, String trouble) {
        Path file = file(id);
        try {
            long bytes = Files.size(file);
            if (bytes <= HEADER) {
                failed(id, trouble.isEmpty() ? "Nothing was heard." : trouble);
            } else {
                transaction.executeWithoutResult(_ -> table.forgetParts(id));
                parts(id, file);
                table.kept(
                        id,
                        Duration.ofMillis((bytes - HEADER) * 1_000 / BYTES_A_SECOND),
                        bytes,
                        trouble);
            }
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException e) {
            log.error("The recording {} could not be kept; it is tried again.", file, e);
        }
    }

    private void parts(UUID id, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int part = 0;
            for (byte[] bytes = in.readNBytes(PART);
                    bytes.length > 0;
                    bytes = in.readNBytes(PART)) {
                part(id, part++, bytes);
            }
        }
    }

    private void part(UUID id, int part, byte[] bytes) {
        transaction.executeWithoutResult(_ -> {
            UUID file = files.keep(bytes);
            writes.flush();
            table.part(id, part, file);
        });
    }

    /// There is nothing to keep of it, and why.
    public void failed(UUID id, String why) {
        table.failed(id, why);
    }

    // --- listening

    public List<Recording> of(List<Contact> calls) {
        return table.ofContacts(calls.stream().map(Contact::id).toList());
    }

    /// Opens it to the viewer for an hour; who listened and why stands in the story of the call.
    ///
    /// @throws Refusal if he has no part in the call and leads nobody, or gives no reason
    public Recording open(Viewer viewer, UUID id, String reason) {
        var recording = seen(viewer, id);
        String why = reason.strip();
        if (why.isEmpty() || why.length() > 200) {
            throw Refusal.invalid("reason", "Say why you listen, in 1 to 200 characters.");
        }
        Instant now = now();
        transaction.executeWithoutResult(_ -> {
            table.heard(id, viewer.person(), why, now);
            contacts.note(
                    recording.contact(),
                    "contact.listenedTo",
                    viewer.actor(),
                    Map.of("recording", id, "reason", why));
        });
        return recording;
    }

    /// Whether the viewer may hear it now without saying why again.
    public boolean isOpen(Viewer viewer, UUID id) {
        return table.heardSince(id, viewer.person(), now().minus(OPEN_FOR));
    }

    /// Bytes of the file, from `from` on, at most one part.
    ///
    /// @throws Refusal if the viewer has not opened it
    byte[] read(Viewer viewer, Recording recording, long from) {
        if (!isOpen(viewer, recording.id())) {
            throw Refusal.forbidden("Say first why you listen.");
        }
        var file =
                table.file(recording.id(), (int) (from / PART))
                        .orElseThrow(() -> Refusal.notFound("This part is not here."));
        byte[] part = files.read(file);
        return java.util.Arrays.copyOfRange(part, (int) (from % PART), part.length);
    }

    /// The file part by part, for a machine of this house that listens; none of it stays in memory.
    ///
    /// @param part the number of the part, from 0
    /// @return up to a megabyte; empty after the last one, or when it was erased meanwhile
    public Optional<byte[]> part(UUID id, int part) {
        return table.file(id, part).map(files::read);
    }

    /// @throws Refusal `NOT_FOUND` if there is none, or the viewer may not see its call
    Recording seen(Viewer viewer, UUID id) {
        var recording =
                table.find(id).orElseThrow(() -> Refusal.notFound("There is no such recording."));
        var contact = contacts.get(viewer, recording.contact());
        if (!viewer.person().equals(contact.spot().agent())
                && !viewer.role().atLeast(Role.LEAD)
                && recording.kind() == Kind.CALL) {
            throw Refusal.forbidden("Only who talked in this call, and leads, may listen to it.");
        }
        return recording;
    }

    // --- keeping in order

    /// Erases what may no longer be kept.
    void erase() {
        for (var id : table.toErase(now())) {
            transaction.executeWithoutResult(_ -> {
                var recording = table.find(id).orElseThrow();
                table.erase(id);
                transcripts.forget(id);
                contacts.note(
                        recording.contact(),
                        "contact.recordingErased",
                        kept.journal.Actor.KEPT,
                        Map.of("recording", id));
            });
        }
    }

    /// Keeps what a program left that died: its file is still here.
    void keepForgotten() {
        for (var id : table.forgotten(now().minus(FORGOTTEN))) {
            if (Files.exists(file(id))) {
                log.info("The recording {} was left by a program that ended; it is kept.", id);
                keep(id, "It ends where the program ended.");
            }
        }
        for (var id : table.forgotten(now().minus(LOST))) {
            if (!Files.exists(file(id))) {
                failed(id, "It was lost with the machine that recorded it.");
            }
        }
    }

    private Path file(UUID id) {
        return folder.resolve(id + ".wav");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
