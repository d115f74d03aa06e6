package kept.desk;

import java.util.List;
import java.util.stream.Collectors;
import kept.cases.Case;
import kept.contacts.Contacts;
import kept.recordings.Recording;
import kept.recordings.Recordings;
import kept.voice.CallWords;
import org.springframework.stereotype.Component;

/// The calls about a case, as its page shows them.
@Component
class CallLines {
    private final Contacts contacts;
    private final Recordings recordings;

    CallLines(Contacts contacts, Recordings recordings) {
        this.contacts = contacts;
        this.recordings = recordings;
    }

    List<CallLine> of(Case theCase) {
        var calls = contacts.ofCase(theCase.id());
        var recorded =
                recordings.of(calls).stream()
                        .filter(Recording::kept)
                        .map(Recording::contact)
                        .collect(Collectors.toSet());
        return calls.stream()
                .map(call ->
                        new CallLine(
                                call.id(),
                                call.clocks().arrivedAt(),
                                call.party().outgoing(),
                                CallWords.became(call),
                                recorded.contains(call.id())))
                .toList();
    }
}
