package kept.reach;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.hearing.Fingerprint;
import kept.hearing.Match;
import kept.kernel.Refusal;
import kept.menus.Menu;
import kept.menus.Menu.Target;
import kept.reach.Walk.Hop;
import kept.routing.Queues;
import kept.voice.Line;
import kept.voice.OurLines;
import org.springframework.stereotype.Component;

/// Calls a line as often as it takes and finds out whether it does what it should: answered in time, sound in time, the right prompt, each key
/// where the menu says, and sound in both directions.
@Component
class MysteryCaller {
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    static final Duration SOUND_WITHIN = Duration.ofSeconds(2);

    /// More calls are left to the next check, which goes on where this one stopped.
    static final int MOST_CALLS = 12;

    /// To hear the music takes a while, so not every check waits for it.
    static final int MUSIC_EVERY = 4;

    private static final Duration LEDGER_WITHIN = Duration.ofSeconds(3);
    private static final Duration PROMPT_WITHIN = Duration.ofSeconds(8);
    private static final Duration MUSIC_WITHIN = Duration.ofSeconds(40);
    private static final double ALIKE = 0.01;

    private final OurLines lines;
    private final Contacts contacts;
    private final Queues queues;

    MysteryCaller(OurLines lines, Contacts contacts, Queues queues) {
        this.lines = lines;
        this.contacts = contacts;
        this.queues = queues;
    }

    /// @param turn how many checks there were, which says where to go on in a large menu and whether to wait for the music
    Findings check(MysteryPhone phone, Line line, int turn) {
        var findings = new Findings();
        var menu = lines.menuOf(line);
        var round =
                new Round(phone, line, Known.on(lines, line), findings, turn % MUSIC_EVERY == 1);
        if (menu.isEmpty()) {
            round.waitInQueue();
        } else {
            var walks = Walk.all(menu.get(), new Target.ToQueue(lines.queueOf(line)));
            for (int i = 0; i < Math.min(MOST_CALLS, walks.size()); i++) {
                int next = Math.floorMod(turn * MOST_CALLS + i, walks.size());
                if (!round.walk(menu.get(), walks.get(next))) {
                    break;
                }
            }
        }
        return findings;
    }

    private final class Round {
        private final MysteryPhone phone;
        private final Line line;
        private final Map<String, Fingerprint> known;
        private final Findings findings;
        private boolean waitsForMusic;

        Round(
                MysteryPhone phone,
                Line line,
                Map<String, Fingerprint> known,
                Findings findings,
                boolean waitsForMusic) {
            this.waitsForMusic = waitsForMusic;
            this.phone = phone;
            this.line = line;
            this.known = known;
            this.findings = findings;
        }

        private MysteryCall call() {
            findings.called();
            return new MysteryCall(lines, contacts, phone, line);
        }

        void waitInQueue() {
            try (var call = call()) {
                if (begins(call, "the greeting", lines.greetingOf(line))
                        && queued(call, "the call", lines.queueOf(line))
                        && music(call)) {
                    call.press('1');
                    var _ = calledBack(call, "key 1 in the queue");
                }
            } catch (Refusal e) {
                couldNotCall(e);
            }
        }

        /// False if no further call makes sense.
        boolean walk(Menu menu, Walk walk) {
            try (var call = call()) {
                if (!begins(call, "the prompt at " + menu.start(), menu.first().says())) {
                    return call.over().isEmpty();
                }
                for (var hop : walk.hops()) {
                    call.press(hop.key());
                    if (!leads(call, menu, hop)) {
                        return true;
                    }
                }
                if (walk.hops().getLast().choice().target() instanceof Target.ToQueue) {
                    var _ = music(call);
                }
                return true;
            } catch (Refusal e) {
                couldNotCall(e);
                return false;
            }
        }

        private void couldNotCall(Refusal e) {
            var _ =
                    findings.found(
                            new Step(
                                    "the call",
                                    "to be made",
                                    "it was not: " + e.getMessage(),
                                    null,
                                    false,
                                    0));
        }

        private boolean begins(MysteryCall call, String what, String says) {
            var answered = call.answered(ANSWER_WITHIN);
            answered.ifPresent(took -> findings.answered((int) took.toMillis()));
            if (!findings.found(
                    new Step(
                            "the call",
                            "to be answered within 5 seconds",
                            answered.map(took -> "it was answered after " + millis(took))
                                    .orElse(call.over().orElse("nobody answered")),
                            null,
                            answered.isPresent(),
                            answered.map(took -> (int) took.toMillis()).orElse(5_000)))) {
                return false;
            }
            var sound = call.firstSound(SOUND_WITHIN);
            sound.ifPresent(took -> findings.sounded((int) took.toMillis()));
            return findings.found(
                            new Step(
                                    "the first sound",
                                    "within 2 seconds",
                                    sound.map(took -> "it came after " + millis(took))
                                            .orElse(call.over().orElse("there was silence")),
                                    null,
                                    sound.isPresent(),
                                    sound.map(took -> (int) took.toMillis()).orElse(2_000)))
                    && hears(call, what, says, PROMPT_WITHIN);
        }

        private boolean leads(MysteryCall call, Menu menu, Hop hop) {
            return switch (hop.choice().target()) {
                case Target.ToPoint(String name) -> {
                    boolean there =
                            ledger(
                                    call,
                                    hop.words(),
                                    "the point " + name,
                                    c -> c.state() == State.MENU && c.spot().place().equals(name));
                    yield there
                            && hears(
                                    call,
                                    "the prompt at " + name,
                                    menu.point(name).map(Menu.Point::says).orElse(""),
                                    PROMPT_WITHIN);
                }
                case Target.Says(String text) -> hears(call, hop.words(), text, PROMPT_WITHIN);
                case Target.ToQueue(UUID queue) -> queued(call, hop.words(), queue);
                case Target.CallBack(_) -> calledBack(call, hop.words());
            };
        }

        private boolean queued(MysteryCall call, String what, UUID queue) {
            return ledger(
                    call,
                    what,
                    "a person, queue " + queueName(queue),
                    c -> c.state() == State.QUEUED && queue.equals(c.spot().queue()));
        }

        private boolean calledBack(MysteryCall call, String what) {
            return ledger(call, what, "a call back", c -> c.spot().outcome().equals("callback"))
                    && hears(
                            call,
                            "the word that we call back",
                            lines.callBackTaken(),
                            PROMPT_WITHIN);
        }

        private boolean music(MysteryCall call) {
            if (!waitsForMusic) {
                return true;
            }
            waitsForMusic = false;
            return hears(call, "waiting in the queue", Known.MUSIC, MUSIC_WITHIN);
        }

        private boolean ledger(
                MysteryCall call, String what, String expected, Predicate<Contact> so) {
            long start = System.nanoTime();
            var contact = call.ledger(so, LEDGER_WITHIN);
            boolean ok = contact.filter(so).isPresent();
            return findings.found(
                    new Step(
                            what,
                            expected,
                            contact.map(c -> "it led to " + where(c))
                                    .orElse("the call never came in"),
                            null,
                            ok,
                            since(start)));
        }

        private boolean hears(MysteryCall call, String what, String words, Duration patience) {
            long start = System.nanoTime();
            var match = call.hear(words, known, patience);
            boolean ok =
                    match.present() && (match.name().equals(words) || alike(words, match.name()));
            String expected = words.equals(Known.MUSIC) ? "music" : "“" + words + "”";
            return findings.found(
                    new Step(what, expected, heard(call, match), match.score(), ok, since(start)));
        }

        /// Two texts that sound the same for as long as they are compared.
        private boolean alike(String words, String other) {
            var one = known.get(words);
            var two = known.get(other);
            return one != null
                    && two != null
                    && kept.hearing.Recogniser.score(one, two) > 1 - ALIKE;
        }

        private String heard(MysteryCall call, Match match) {
            if (match.present()) {
                return match.name().equals(Known.MUSIC)
                        ? "music was heard"
                        : "“" + match.name() + "” was heard";
            }
            return call.hearsSomething()
                    ? "nothing that we know was heard"
                    : call.over().orElse("there was silence");
        }

        private String where(Contact contact) {
            return switch (contact.state()) {
                case MENU -> "the point " + contact.spot().place();
                case QUEUED, OFFERING -> {
                    var queue = contact.spot().queue();
                    yield queue == null ? "a queue" : "a person, queue " + queueName(queue);
                }
                case LEAVING_MESSAGE -> "the message box";
                case CLOSED, ABANDONED, DROPPED, REFUSED -> "the end: " + contact.spot().outcome();
                case OFFERED,
                        ANSWERED,
                        TALKING,
                        HELD,
                        TRANSFERRING,
                        CALLBACK_OWED,
                        DIALLING_AGENT,
                        DIALLING_CALLER,
                        CONFIRMING,
                        OUTSIDE ->
                        "nothing: " + contact.state().word();
            };
        }
    }

    private String queueName(UUID id) {
        var queue = queues.byId().get(id);
        return queue == null ? "that is gone" : queue.name();
    }

    private static int since(long nanos) {
        return (int) Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    private static String millis(Duration length) {
        return length.toMillis() + " ms";
    }
}
