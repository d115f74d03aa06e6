package kept.voice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kept.calendars.Calendars;
import kept.cases.Case;
import kept.cases.Cases;
import kept.catcher.Catcher;
import kept.catcher.Catchers;
import kept.catcher.Caught;
import kept.catcher.Corrections;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.customers.Customers;
import kept.kernel.Refusal;
import kept.promises.NewPromise;
import kept.promises.Visibility;
import kept.recordings.Recordings;
import kept.teams.Teams;
import kept.teams.Viewer;
import kept.transcripts.TranscriptLine;
import kept.transcripts.Transcripts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The words with a date in what we said on the telephone: each is offered to whoever said or wrote it, and becomes a promise only when
/// he says so.
@Service
class SpokenWords {
    private final Transcripts transcripts;
    private final Recordings recordings;
    private final Contacts contacts;
    private final Cases cases;
    private final Customers customers;
    private final Teams teams;
    private final Calendars calendars;
    private final Catchers catchers;
    private final Corrections corrections;
    private final Clock clock;

    SpokenWords(
            Transcripts transcripts,
            Recordings recordings,
            Contacts contacts,
            Cases cases,
            Customers customers,
            Teams teams,
            Calendars calendars,
            Catchers catchers,
            Corrections corrections,
            Clock clock) {
        this.transcripts = transcripts;
        this.recordings = recordings;
        this.contacts = contacts;
        this.cases = cases;
        this.customers = customers;
        this.teams = teams;
        this.calendars = calendars;
        this.catchers = catchers;
        this.corrections = corrections;
        this.clock = clock;
    }

    /// What was said in a call, as far as the viewer may read it: what a machine heard only while he may hear the recording, except what
    /// he said himself.
    List<SpokenLine> of(Viewer viewer, Contact contact) {
        var lines =
                transcripts.of(List.of(contact.id())).stream()
                        .filter(line -> mayRead(viewer, line))
                        .toList();
        var theCase = caseOf(contact);
        var catcher = theCase.map(this::catcher);
        return lines.stream()
                .map(line ->
                        new SpokenLine(
                                line.id(),
                                line.ours(),
                                line.text(),
                                line.at(),
                                line.heard(),
                                catcher.filter(_ -> line.word() == TranscriptLine.Word.OPEN)
                                        .flatMap(c -> caught(c, line))
                                        .orElse(null),
                                line.promise()))
                .toList();
    }

    private boolean mayRead(Viewer viewer, TranscriptLine line) {
        var heard = line.heard();
        return heard == null
                || viewer.person().equals(line.person())
                || recordings.isOpen(viewer, heard.recording());
    }

    /// Writes a line down.
    void type(Viewer viewer, UUID call, boolean ours, String text) {
        transcripts.type(viewer, call, ours, text);
    }

    /// Makes a promise of the word in a line, on the case of the call.
    ///
    /// @throws Refusal if there is no such word any more, or its time is over
    @Transactional
    void give(Viewer viewer, UUID id) {
        var line = mine(viewer, id);
        var contact = contacts.get(viewer, line.contact());
        var theCase =
                caseOf(contact)
                        .orElseThrow(() ->
                                Refusal.conflict("This call has no case yet. Open one first."));
        var word =
                caught(catcher(theCase), line)
                        .orElseThrow(() -> Refusal.conflict("There is no word with a date in it."));
        var promise =
                cases.give(
                        viewer,
                        theCase.id(),
                        c ->
                                new NewPromise(
                                        c.id(),
                                        c.customerId(),
                                        word.kind(),
                                        word.sentence(),
                                        "phone",
                                        due(word),
                                        null,
                                        null,
                                        c.unit(),
                                        null,
                                        Visibility.CUSTOMER,
                                        word.condition()));
        transcripts.given(id, promise.id());
        corrections.keep(id, word.sentence(), true, viewer.person());
    }

    private Instant due(Caught word) {
        Instant due = word.dueAt();
        if (due == null || !due.isAfter(clock.instant())) {
            throw Refusal.conflict(
                    "The time in it is over. Give our word on the case with a new one.");
        }
        return due;
    }

    /// It is no promise.
    @Transactional
    void none(Viewer viewer, UUID id) {
        var line = mine(viewer, id);
        transcripts.noWord(id);
        corrections.keep(id, line.text(), false, viewer.person());
    }

    private TranscriptLine mine(Viewer viewer, UUID id) {
        var line = transcripts.get(viewer, id);
        if (!mayRead(viewer, line)) {
            throw Refusal.notFound("There is no such line.");
        }
        return line;
    }

    private Optional<Case> caseOf(Contact contact) {
        return Optional.ofNullable(contact.party().onCase()).flatMap(cases::find);
    }

    private Catcher catcher(Case theCase) {
        var calendar = calendars.calendar(teams.unit(theCase.unit()).calendarId());
        return catchers.catcher(
                customers.get(theCase.customerId()).zone(), calendar, Locale.ENGLISH);
    }

    /// The first word with a date in a line, counted from when it was said.
    private static Optional<Caught> caught(Catcher catcher, TranscriptLine line) {
        return catcher.in(line.text(), line.at()).stream()
                .filter(word -> !word.undated())
                .findFirst();
    }
}
