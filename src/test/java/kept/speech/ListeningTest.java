package kept.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.recordings.Recording;
import kept.recordings.RecordingSound;
import kept.recordings.Recordings;
import kept.transcripts.TranscriptLine;
import kept.transcripts.Transcripts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What a machine hears in recordings, by an engine that follows a script.
@KeptTest
class ListeningTest {
    @Autowired Cast cast;
    @Autowired Contacts contacts;
    @Autowired Recordings recordings;
    @Autowired RecordingSound sounds;
    @Autowired Transcripts transcripts;
    @Autowired Listening listening;
    @Autowired SettableClock clock;

    /// Says how loud it was, or fails.
    private record Script(boolean fails) implements SpeechToText {
        @Override
        public Listener listen() {
            return new Listener() {
                private int loudest;

                @Override
                public void hear(byte[] samples, int length) {
                    if (fails) {
                        throw new SpeechTrouble("The model is broken.");
                    }
                    for (int i = 0; i < length; i += 2) {
                        loudest =
                                Math.max(
                                        loudest,
                                        (short) ((samples[i] & 0xff) | (samples[i + 1] << 8)));
                    }
                }

                @Override
                public List<Utterance> end() {
                    return List.of(
                            new Utterance(
                                    Duration.ofSeconds(1),
                                    loudest == 1_000
                                            ? "my card is 4111 1111 1111 1111"
                                            : "I call you back tomorrow at ten",
                                    0.9));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }

    @Test
    void each_track_is_written_down_without_numbers_of_cards_and_erased_with_its_recording()
            throws IOException {
        var call = recorded(3);
        assertThat(listening.waits()).isTrue();
        while (listening.next(new Script(false))) {
            // until nothing is left
        }
        var lines = transcripts.of(List.of(call.id()));
        assertThat(lines)
                .extracting(TranscriptLine::text)
                .containsExactlyInAnyOrder(
                        "my card is [card ending in 1111]", "I call you back tomorrow at ten");
        assertThat(lines)
                .filteredOn(TranscriptLine::ours)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.person()).isEqualTo(cast.asha.id());
                    assertThat(line.word()).isEqualTo(TranscriptLine.Word.OPEN);
                });
        assertThat(listening.waits()).isFalse();
        clock.pass(Duration.ofDays(31));
        sounds.turn();
        assertThat(transcripts.of(List.of(call.id()))).isEmpty();
    }

    @Test
    void what_was_said_before_a_call_was_put_through_is_of_who_talked_then() throws IOException {
        var call = recorded(3, cast.jonas.id());
        while (listening.next(new Script(false))) {
            // until nothing is left
        }
        assertThat(call.spot().agent()).isEqualTo(cast.jonas.id());
        assertThat(transcripts.of(List.of(call.id())))
                .filteredOn(TranscriptLine::ours)
                .singleElement()
                .satisfies(line -> assertThat(line.person()).isEqualTo(cast.asha.id()));
    }

    @Test
    void a_recording_that_the_engine_cannot_take_is_left_with_the_reason() throws IOException {
        var call = recorded(1);
        while (listening.next(new Script(true))) {
            // until nothing is left
        }
        assertThat(transcripts.of(List.of(call.id()))).isEmpty();
        assertThat(listening.waits()).isFalse();
    }

    @Test
    void one_that_was_begun_by_a_program_that_ended_is_begun_anew_once() throws IOException {
        recorded(1);
        for (int time = 0; time < 2; time++) {
            assertThat(listening.waits()).isTrue();
            try {
                listening.next(new Dies());
            } catch (Died _) {
                // as when the machine is switched off
            }
            assertThat(listening.waits()).isFalse();
            clock.pass(Duration.ofMinutes(61));
        }
        assertThat(listening.waits()).isFalse();
    }

    private static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    private record Dies() implements SpeechToText {
        @Override
        public Listener listen() {
            throw new Died();
        }

        @Override
        public void close() {}
    }

    /// A call of a caller at 1,000 and an agent at 2,000 of loudness.
    private Contact recorded(int seconds) throws IOException {
        return recorded(seconds, null);
    }

    /// @param to to whom it is put through after a minute, if to anybody
    private Contact recorded(int seconds, java.util.@Nullable UUID to) throws IOException {
        var now = clock.instant();
        var contact =
                contacts.arrived(
                        new Contact.Party(false, "100", "+436601112233", "", null, null),
                        java.util.UUID.randomUUID());
        contact = contacts.move(contact, contact.answered(now), java.util.Map.of());
        contact = contacts.move(contact, contact.talking(cast.asha.id(), now), java.util.Map.of());
        var running =
                recordings.begin(
                        contact,
                        Recording.Kind.CALL,
                        Recording.Consent.AGREED,
                        Duration.ofDays(30));
        byte[] file = new byte[44 + seconds * 32_000];
        for (int frame = 44; frame < file.length; frame += 4) {
            put(file, frame, 1_000);
            put(file, frame + 2, 2_000);
        }
        Files.write(running.file(), file);
        recordings.keep(running.id(), "");
        if (to != null) {
            clock.pass(Duration.ofMinutes(1));
            contact =
                    contacts.move(
                            contact, contact.talking(to, clock.instant()), java.util.Map.of());
        }
        return contacts.move(
                contact, contact.ended(State.CLOSED, "talked", now), java.util.Map.of());
    }

    private static void put(byte[] file, int at, int sample) {
        file[at] = (byte) sample;
        file[at + 1] = (byte) (sample >> 8);
    }
}
