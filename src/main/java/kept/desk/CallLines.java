package kept.desk;

import java.util.List;
import java.util.stream.Collectors;
import kept.cases.Case;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.recordings.Recording;
import kept.recordings.Recordings;
import kept.transcripts.TranscriptLine;
import kept.transcripts.Transcripts;
import kept.voice.CallWords;
import org.springframework.stereotype.Component;

/// The calls about a case, as its page shows them.
@Component
class CallLines {
    private final Contacts contacts;
    private final Recordings recordings;
    private final Transcripts transcripts;

    CallLines(Contacts contacts, Recordings recordings, Transcripts transcripts) {
        this.contacts = contacts;
        this.recordings = recordings;
        this.transcripts = transcripts;
    }

    List<CallLine> of(Case theCase) {
        var calls = contacts.ofCase(theCase.id());
        var recorded =
                recordings.of(calls).stream()
                        .filter(Recording::kept)
                        .map(Recording::contact)
                        .collect(Collectors.toSet());
        var typed =
                transcripts.of(calls.stream().map(Contact::id).toList()).stream()
                        .filter(line -> line.heard() == null)
                        .collect(Collectors.groupingBy(TranscriptLine::contact));
        return calls.stream()
                .map(call ->
                        new CallLine(
                                call.id(),
                                call.clocks().arrivedAt(),
                                call.party().outgoing(),
                                CallWords.became(call),
                                recorded.contains(call.id()),
                                typed.getOrDefault(call.id(), List.of())))
                .toList();
    }
}
