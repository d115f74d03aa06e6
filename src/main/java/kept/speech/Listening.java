package kept.speech;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kept.contacts.Contacts;
import kept.recordings.Recordings;
import kept.speech.SpeechToText.Utterance;
import kept.transcripts.TranscriptLine.Heard;
import kept.transcripts.Transcripts;
import kept.transcripts.Transcripts.HeardLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Listens to recordings, one after the other, and writes down what was said on each track. One that was begun and not finished, because the
/// program ended, is begun anew, twice at most: a sound that brings the engine down is not tried for ever.
@Component
class Listening {
    private static final Logger log = LoggerFactory.getLogger(Listening.class);
    private static final Duration LEFT = Duration.ofHours(1);
    private static final int ATTEMPTS = 2;
    private static final int HEADER = 44;
    private static final int FRAME = 4;

    private final ListeningTable table;
    private final Recordings recordings;
    private final Transcripts transcripts;
    private final Contacts contacts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Listening(
            ListeningTable table,
            Recordings recordings,
            Transcripts transcripts,
            Contacts contacts,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.recordings = recordings;
        this.transcripts = transcripts;
        this.contacts = contacts;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Whether there is a recording that nobody listened to.
    boolean waits() {
        return table.waits(clock.instant().minus(LEFT), ATTEMPTS);
    }

    /// @return whether there was one to listen to
    boolean next(SpeechToText engine) {
        var now = clock.instant();
        Optional<ListeningTable.Next> next = table.take(now, now.minus(LEFT), ATTEMPTS);
        next.ifPresent(one -> listen(engine, one));
        return next.isPresent();
    }

    private void listen(SpeechToText engine, ListeningTable.Next one) {
        try {
            var lines = lines(engine, one.recording());
            transaction.executeWithoutResult(_ -> {
                contacts.find(one.contact())
                        .ifPresent(contact ->
                                transcripts.hear(contact, one.recording(), one.began(), lines));
                table.over(one.recording(), "done", "");
            });
        } catch (SpeechTrouble | IllegalStateException e) {
            log.warn("The recording {} is not written down: {}", one.recording(), e.getMessage());
            table.over(one.recording(), "failed", String.valueOf(e.getMessage()));
        }
    }

    private List<HeardLine> lines(SpeechToText engine, UUID recording) {
        try (var caller = engine.listen();
                var house = engine.listen()) {
            byte[] rest = new byte[0];
            int skip = HEADER;
            for (int part = 0; ; part++) {
                var bytes = recordings.part(recording, part);
                if (bytes.isEmpty()) {
                    break;
                }
                byte[] frames = joined(rest, bytes.get(), skip);
                skip = 0;
                int whole = frames.length - frames.length % FRAME;
                hear(caller, frames, whole, 0);
                hear(house, frames, whole, 2);
                rest = java.util.Arrays.copyOfRange(frames, whole, frames.length);
            }
            var lines = new ArrayList<HeardLine>();
            caller.end().forEach(said -> lines.add(line(recording, false, said)));
            house.end().forEach(said -> lines.add(line(recording, true, said)));
            lines.sort(Comparator.comparing(line -> line.heard().at()));
            return lines;
        }
    }

    private static byte[] joined(byte[] rest, byte[] part, int skip) {
        var both = new ByteArrayOutputStream(rest.length + part.length);
        both.writeBytes(rest);
        both.write(part, Math.min(skip, part.length), Math.max(0, part.length - skip));
        return both.toByteArray();
    }

    /// One channel of frames of two samples each.
    private static void hear(SpeechToText.Listener listener, byte[] frames, int length, int first) {
        byte[] samples = new byte[length / 2];
        for (int frame = 0, at = 0; frame < length; frame += FRAME) {
            samples[at++] = frames[frame + first];
            samples[at++] = frames[frame + first + 1];
        }
        listener.hear(samples, samples.length);
    }

    private static HeardLine line(UUID recording, boolean ours, Utterance said) {
        return new HeardLine(ours, said.text(), new Heard(recording, said.at(), said.confidence()));
    }
}
