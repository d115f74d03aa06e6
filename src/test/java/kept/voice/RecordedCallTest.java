package kept.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import kept.KeptTest;
import kept.cases.Cases;
import kept.cases.Message;
import kept.contacts.Contact;
import kept.contacts.State;
import kept.journal.Entry;
import kept.kernel.Refusal;
import kept.promises.Promises;
import kept.recordings.Recording;
import kept.recordings.RecordingSound;
import kept.recordings.Recordings;
import kept.sip.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// Calls that are recorded, or not, and messages that are left.
@KeptTest
class RecordedCallTest extends CallFixture {
    @Autowired Recordings recordings;
    @Autowired RecordingSound sounds;
    @Autowired Promises promises;
    @Autowired Cases cases;
    @Autowired Desk page;

    @Value("${kept.data:./data}")
    Path data;

    RecordedCallTest() throws Exception {}

    @AfterEach
    void recordNoMore() {
        lines.change(cast.as(cast.olga), new RecordingRule(RecordingRule.Mode.OFF, 90));
    }

    private void recorded(RecordingRule.Mode mode) {
        lines.change(cast.as(cast.olga), new RecordingRule(mode, 30));
    }

    private void ring() throws Exception {
        caller.call(telephone.port(), called, Caller.of(number, "Meera"));
        caller.expect("answered");
    }

    /// He presses a key once the question is to be heard; before it a key is no answer.
    private void answers(String key) {
        await(() -> caller.loudest() > 1_000);
        caller.press(key);
    }

    /// Asha talks with a caller who agreed to be recorded.
    private Contact recordedTalk() throws Exception {
        recorded(RecordingRule.Mode.AGREED);
        ring();
        answers("1");
        talk();
        return awaitContact(c -> c.state() == State.TALKING);
    }

    private void recordsFor(int millis) {
        await(() -> conversation().tape().length().toMillis() > millis);
    }

    private Recording kept(Contact of) {
        await(() -> recordings.of(List.of(of)).stream().anyMatch(Recording::kept));
        return recordings.of(List.of(of)).getFirst();
    }

    private List<String> story(Contact of) {
        return contacts.history(cast.as(cast.olga), of.id()).stream().map(Entry::kind).toList();
    }

    private long filesOnDisk() throws Exception {
        Path folder = data.resolve("recordings");
        if (!Files.exists(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void nothing_is_recorded_before_the_caller_has_heard_of_it_and_both_are_on_their_own_track()
            throws Exception {
        recorded(RecordingRule.Mode.ANNOUNCED);
        ring();
        long before = filesOnDisk();
        awaitContact(c -> c.state() == State.QUEUED);
        assertThat(filesOnDisk()).isEqualTo(before);
        talk();
        var talks = awaitContact(c -> c.state() == State.TALKING);
        assertThat(story(talks)).contains("contact.recordingAllowed");
        recordsFor(2_500);
        caller.hangUp();
        var recording = kept(talks);
        assertThat(recording.length()).isGreaterThan(Duration.ofSeconds(2));
        short[][] tracks = tracks(recording);
        assertThat(Hum.share(tracks[0], CALLER_HUM)).isGreaterThan(0.8);
        assertThat(Hum.share(tracks[1], DESK_HUM)).isGreaterThan(0.8);
        assertThat(filesOnDisk()).isEqualTo(before);
    }

    @Test
    void a_colleague_who_joins_is_recorded_on_our_track_and_a_lead_who_whispers_is_not()
            throws Exception {
        try (var jonas = new TestPhone(1_100);
                var olga = new TestPhone(1_500)) {
            var talks = recordedTalk();
            arrives(jonas, cast.jonas);
            olga.register(
                    telephone.port(),
                    "lead" + called,
                    lines.addPhone(cast.as(cast.olga), "lead" + called, cast.olga.id()));
            page.ask(cast.as(cast.asha), talks.id(), cast.jonas.id());
            jonas.answer(jonas.rings());
            await(() -> conversation().room().third().isPresent());
            page.allThree(cast.as(cast.asha), talks.id());
            awaitContact(c -> c.state() == State.TALKING);
            page.supervise(cast.as(cast.olga), talks.id(), "whisper");
            olga.answer(olga.rings());
            await(() -> conversation().room().above().isPresent());
            var joined = conversation().tape().length();
            recordsFor((int) joined.toMillis() + 2_500);
            caller.hangUp();
            short[][] tracks = tracks(kept(talks));
            var together =
                    java.util.Arrays.copyOfRange(
                            tracks[1], tracks[1].length - 16_000, tracks[1].length);
            assertThat(Hum.share(together, DESK_HUM)).isGreaterThan(0.3);
            assertThat(Hum.share(together, 1_100)).isGreaterThan(0.3);
            assertThat(Hum.share(together, 1_500)).isLessThan(0.05);
        }
    }

    @Test
    void who_presses_two_is_not_recorded_and_is_put_through_all_the_same() throws Exception {
        recorded(RecordingRule.Mode.ANNOUNCED);
        ring();
        answers("2");
        talk();
        var talks = awaitContact(c -> c.state() == State.TALKING);
        assertThat(story(talks)).contains("contact.recordingRefused");
        caller.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
        assertThat(recordings.of(List.of(talks))).isEmpty();
    }

    @Test
    void where_consent_is_asked_for_silence_is_no_consent() throws Exception {
        recorded(RecordingRule.Mode.AGREED);
        ring();
        talk();
        var talks = awaitContact(c -> c.state() == State.TALKING);
        caller.hangUp();
        awaitContact(c -> c.state() == State.CLOSED);
        assertThat(recordings.of(List.of(talks))).isEmpty();
    }

    @Test
    void a_pause_leaves_silence_in_the_file_and_stands_in_the_story() throws Exception {
        var talks = recordedTalk();
        var conversation = conversation();
        await(() -> conversation.tape().length().toMillis() > 1_000);
        conversation.talk(Talk::pauseTape);
        await(() -> conversation.tape().standing().equals("paused"));
        var paused = conversation.tape().length();
        await(() -> conversation.tape().length().minus(paused).toMillis() > 1_500);
        conversation.talk(Talk::resumeTape);
        await(() -> conversation.tape().standing().equals("recorded"));
        var resumed = conversation.tape().length();
        await(() -> conversation.tape().length().minus(resumed).toMillis() > 800);
        caller.hangUp();
        var recording = kept(talks);
        short[] track = tracks(recording)[0];
        // 200 ms after the pause began until it ended, the tone of the caller is below -60 dB
        int from = (int) (paused.toMillis() + 200) * 8;
        int to = (int) resumed.toMillis() * 8 - 800;
        assertThat(Hum.loudest(track, from, to)).isLessThanOrEqualTo(32);
        assertThat(Hum.loudest(track, 0, 8_000)).isGreaterThan(1_000);
        assertThat(recording.marks())
                .extracting(Recording.Mark::what)
                .containsExactly("paused by the agent", "goes on");
        assertThat(story(talks)).contains("contact.recordingPaused", "contact.recordingResumed");
    }

    @Test
    void keys_that_the_caller_presses_pause_the_recording_by_themselves() throws Exception {
        var talks = recordedTalk();
        var conversation = conversation();
        caller.press("4111");
        await(() -> conversation.tape().standing().equals("paused"));
        await(() -> conversation.tape().standing().equals("recorded"));
        caller.hangUp();
        assertThat(kept(talks).marks())
                .extracting(Recording.Mark::what)
                .contains("keys were pressed");
    }

    @Test
    void whoever_listens_says_why_and_an_agent_of_another_call_may_not() throws Exception {
        var talks = recordedTalk();
        recordsFor(500);
        caller.hangUp();
        var recording = kept(talks);
        var olga = cast.as(cast.olga);
        assertThat(recordings.isOpen(olga, recording.id())).isFalse();
        assertThatThrownBy(() -> recordings.open(olga, recording.id(), " "))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> recordings.open(cast.as(cast.jonas), recording.id(), "curious"))
                .isInstanceOf(Refusal.class);
        recordings.open(olga, recording.id(), "the customer asked");
        assertThat(recordings.isOpen(olga, recording.id())).isTrue();
        assertThat(story(talks)).contains("contact.listenedTo");
        clock.pass(Duration.ofHours(2));
        assertThat(recordings.isOpen(olga, recording.id())).isFalse();
    }

    @Test
    void a_recording_is_erased_when_its_time_is_over() throws Exception {
        var talks = recordedTalk();
        recordsFor(500);
        caller.hangUp();
        kept(talks);
        clock.pass(Duration.ofDays(31));
        sounds.turn();
        var gone = recordings.of(List.of(talks)).getFirst();
        assertThat(gone.state()).isEqualTo(Recording.State.ERASED);
        assertThat(sounds.bytes(gone)).isEmpty();
        assertThat(story(talks)).contains("contact.recordingErased");
    }

    @Test
    void what_a_dead_program_left_of_a_recording_is_kept() throws Exception {
        var contact =
                contacts.arrived(
                        new Contact.Party(false, called, number, "", null, null),
                        UUID.randomUUID());
        var running =
                recordings.begin(
                        contact, Recording.Kind.CALL, Recording.Consent.AGREED, Duration.ofDays(9));
        byte[] torn = new byte[44 + 32_000 * 3 + 17];
        Files.write(running.file(), torn);
        contacts.lost(contact);
        clock.pass(Duration.ofMinutes(5));
        sounds.turn();
        var kept = recordings.of(List.of(contact)).getFirst();
        assertThat(kept.state()).isEqualTo(Recording.State.KEPT);
        assertThat(kept.length()).isEqualTo(Duration.ofSeconds(3));
        assertThat(kept.trouble()).isEqualTo("It ends where the program ended.");
        assertThat(sounds.bytes(kept)).hasSize(torn.length);
        assertThat(running.file()).doesNotExist();
    }

    @Test
    void outside_the_hours_a_caller_leaves_a_message_and_is_owed_a_call_by_who_heard_it()
            throws Exception {
        line(new Line.AfterHours(Line.When.MESSAGE, null));
        closed();
        ring();
        awaitContact(c -> c.state() == State.LEAVING_MESSAGE);
        await(() -> conversation().tape().standing().equals("recorded"));
        recordsFor(2_500);
        caller.hangUp();
        var owed = awaitContact(c -> c.state() == State.CALLBACK_OWED);
        assertThat(owed.debt().nextTryAt()).isNull();
        var word =
                promises.find(java.util.Objects.requireNonNull(owed.debt().promise()))
                        .orElseThrow();
        assertThat(word.open()).isTrue();
        assertThat(word.due()).isAfter(clock.instant());
        var left = awaitContact(c -> c.spot().outcome().equals("left a message"));
        var recording = kept(left);
        assertThat(recording.kind()).isEqualTo(Recording.Kind.MESSAGE);
        assertThat(Hum.share(tracks(recording)[0], CALLER_HUM)).isGreaterThan(0.7);
        var theCase =
                cases.find(java.util.Objects.requireNonNull(left.party().onCase())).orElseThrow();
        assertThat(cases.latestMessages(theCase.id(), 5))
                .extracting(Message::text)
                .anyMatch(text -> text.startsWith("Left a message of 0:0"));
    }

    @Test
    void who_hangs_up_at_the_tone_has_left_no_message_and_is_owed_none() throws Exception {
        line(new Line.AfterHours(Line.When.MESSAGE, null));
        closed();
        ring();
        awaitContact(c -> c.state() == State.LEAVING_MESSAGE);
        caller.hangUp();
        var left = awaitContact(c -> c.state() == State.CLOSED);
        assertThat(left.spot().outcome()).isEqualTo("left no message");
        assertThat(contacts.ofNumber(number, Duration.ofDays(1)))
                .noneMatch(c -> c.state() == State.CALLBACK_OWED);
    }

    /// A disk of 64 kB in memory, which only root can mount, is full after two seconds of two voices.
    @Test
    void when_the_disk_is_full_in_the_middle_of_a_call_it_goes_on_and_its_page_says_so()
            throws Exception {
        Path folder = Files.createDirectories(data.resolve("recordings"));
        boolean small =
                command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString());
        if (!small) {
            System.out.println("Skipped: only root can mount a small disk in memory.");
        }
        assumeTrue(small, "only root can mount a small disk in memory");
        try {
            var talks = recordedTalk();
            await(() -> conversation().tape().standing().startsWith("not recorded any more."));
            assertThat(Outside.share(caller.audio(), DESK_HUM)).isGreaterThan(0.8);
            caller.hangUp();
            awaitContact(c -> c.state() == State.CLOSED);
            var recording = kept(talks);
            assertThat(recording.trouble()).contains("disk took no more");
            assertThat(recording.length()).isGreaterThan(Duration.ofSeconds(1));
        } finally {
            command("umount", "-l", folder.toString());
        }
    }

    private static boolean command(String... words) throws Exception {
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Test
    void a_recording_that_cannot_be_written_ends_no_call() throws Exception {
        recorded(RecordingRule.Mode.AGREED);
        Path folder = data.resolve("recordings");
        Path aside = data.resolve("recordings-" + called);
        if (Files.exists(folder)) {
            Files.move(folder, aside);
        }
        Files.writeString(folder, "in the way");
        try {
            ring();
            answers("1");
            talk();
            var talks = awaitContact(c -> c.state() == State.TALKING);
            await(() ->
                    exchange.conversation(talks.id())
                            .orElseThrow()
                            .tape()
                            .standing()
                            .startsWith("not recorded"));
            long heard = caller.heard();
            await(() -> caller.heard() > heard + 20);
            caller.hangUp();
            awaitContact(c -> c.state() == State.CLOSED);
        } finally {
            Files.delete(folder);
            if (Files.exists(aside)) {
                Files.move(aside, folder);
            }
        }
    }

    /// Moves the clock to three in the morning.
    private void closed() {
        var zone = java.time.ZoneId.of("UTC");
        var night =
                clock.instant().atZone(zone).toLocalDate().plusDays(1).atTime(1, 0).atZone(zone);
        clock.pass(Duration.between(clock.instant(), night.toInstant()));
        assertThat(lines.isOpen(cast.frontDesk.id(), clock.instant())).isFalse();
    }

    private short[][] tracks(Recording recording) {
        return Hum.tracks(sounds.bytes(recording));
    }
}
