package kept.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.customers.Customer;
import kept.media.AudioPort;
import kept.media.Codec;
import kept.media.Sound;
import kept.prompts.Prompts;
import kept.reach.OutsideLeg;
import kept.sip.Call;
import kept.sip.Caller;
import kept.sip.SessionDescription;
import kept.sip.SipLine;
import kept.voice.OurLines;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// What a customer of the demo does at the telephone: press a key of the menu, wait, say his sentences, and hang up when the agent does.
@Component
@ConditionalOnProperty("kept.demo")
class DemoTalk {
    private static final Duration BETWEEN = Duration.ofMillis(1_800);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);
    private static final Duration MENU = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PICKS_UP = Duration.ofSeconds(3);
    private static final Duration LISTENS = Duration.ofMinutes(3);

    private final OurLines lines;
    private final Contacts contacts;
    private final Prompts prompts;

    DemoTalk(OurLines lines, Contacts contacts, Prompts prompts) {
        this.lines = lines;
        this.contacts = contacts;
        this.prompts = prompts;
    }

    /// Calls the telecom, and returns when the call is over.
    void calls(DemoCaller who, @Nullable Customer customer, SipLine from, AudioPort audio) {
        var leg = new Line(audio);
        var shown =
                customer == null
                        ? Caller.WITHHELD
                        : Caller.of(DemoHouse.numberOf(customer), customer.name());
        var call = lines.call(from, lines.get(DemoTelephone.CARE), shown, false, leg.offer(), leg);
        try {
            if (!came(leg.answered(), leg, ANSWERED_WITHIN)
                    || !came(call.contact(), leg, ANSWERED_WITHIN)) {
                return;
            }
            if (talks(call.contact().join(), leg, audio)) {
                say(who.says(), leg, audio);
                if (who.cutOff()) {
                    leg.breaks();
                    return;
                }
                wait(leg, LISTENS);
            }
        } finally {
            if (!who.cutOff()) {
                call.hangUp();
            }
        }
    }

    /// Takes a call of the house, and returns when it is over.
    void answers(Call call, SessionDescription offer, AudioPort audio) {
        var leg = new Line(audio);
        call.events(leg);
        call.ring();
        wait(leg, PICKS_UP);
        leg.renegotiated(offer).ifPresentOrElse(call::answer, call::hangUp);
        wait(leg, MENU);
        audio.sendDigits("1");
        wait(leg, MENU);
        say(DemoCaller.CALLED_BACK, leg, audio);
        wait(leg, LISTENS);
        call.hangUp();
    }

    private void say(List<String> sentences, Line leg, AudioPort audio) {
        var sound = Sound.joined(sentences.stream().map(this::sound).toList(), BETWEEN);
        var said = new CompletableFuture<Void>();
        audio.play(sound, () -> said.complete(null));
        came(said, leg, sound.duration().plusSeconds(5));
    }

    private Sound sound(String text) {
        try (var shipped =
                DemoTalk.class.getResourceAsStream("/demo/" + Prompts.name("en", text) + ".mu")) {
            return shipped == null
                    ? prompts.say("en", text)
                    : Sound.of(Codec.PCMU, shipped.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Finds his way through the menu; whether an agent takes the call before his patience ends.
    private boolean talks(UUID contact, Line leg, AudioPort audio) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!leg.over().isDone() && System.nanoTime() < until) {
            var state = contacts.find(contact).map(Contact::state).orElse(State.CLOSED);
            if (state == State.TALKING) {
                wait(leg, Duration.ofSeconds(1));
                return true;
            }
            if (state == State.MENU) {
                // he listens to what is offered first
                wait(leg, MENU);
                audio.sendDigits("1");
            }
            wait(leg, Duration.ofMillis(400));
        }
        return false;
    }

    private static void wait(Line leg, Duration length) {
        came(new CompletableFuture<>(), leg, length);
    }

    /// Whether something came before the call ended and within a time.
    private static boolean came(CompletableFuture<?> what, Line leg, Duration within) {
        try {
            var _ =
                    CompletableFuture.anyOf(what, leg.over())
                            .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return what.isDone();
    }

    /// The customer's end of a call.
    private static final class Line extends OutsideLeg {
        private static final Duration DEAD_FOR = Duration.ofSeconds(8);

        private final AudioPort audio;
        private volatile boolean broken;

        Line(AudioPort audio) {
            super(audio, DemoNetwork.HOST);
            this.audio = audio;
        }

        /// As when a cable is cut: no sound, no word of it, and no answer to who asks.
        void breaks() {
            broken = true;
            audio.close();
        }

        @Override
        public Optional<SessionDescription> renegotiated(SessionDescription offer) {
            if (broken) {
                LockSupport.parkNanos(DEAD_FOR.toNanos());
                return Optional.empty();
            }
            return super.renegotiated(offer);
        }
    }
}
