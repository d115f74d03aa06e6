package kept.contacts;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import kept.journal.ChainHead;
import org.jspecify.annotations.Nullable;

/// One conversation by telephone. It changes by the methods below, each of which is one arrow of its state machine.
///
/// @param version counts its moves; a raced move is refused
/// @param head the end of its history
public record Contact(
        UUID id,
        Party party,
        State state,
        Spot spot,
        Clocks clocks,
        Debt debt,
        UUID host,
        int version,
        ChainHead head) {

    /// Who talks with us by which line.
    ///
    /// @param outgoing whether we called
    /// @param line the number of ours that was called, or that we call from
    /// @param number the other side's number as the network gave it; empty if withheld
    /// @param synthetic whether nobody is there: the house calls itself to see whether it can be reached. No person is asked for it,
    ///     it counts nowhere, and nothing is owed after it
    public record Party(
            boolean outgoing,
            String line,
            String number,
            String display,
            @Nullable UUID customer,
            @Nullable UUID onCase,
            boolean synthetic) {
        /// A real one.
        public Party(
                boolean outgoing,
                String line,
                String number,
                String display,
                @Nullable UUID customer,
                @Nullable UUID onCase) {
            this(outgoing, line, number, display, customer, onCase, false);
        }

        public Party asSynthetic() {
            return new Party(outgoing, line, number, display, customer, onCase, true);
        }

        /// Without a number nobody can be called back.
        public boolean withheld() {
            return number.isEmpty();
        }
    }

    /// Where in the house it is.
    ///
    /// @param place the point of the menu at which he is, or what he chose there last
    /// @param agent who talks, is asked, or was the last one to talk
    /// @param holdReason why the other side waits on the line
    /// @param outcome how it ended, in a word
    /// @param wrapUp what it was about, by code
    public record Spot(
            @Nullable UUID queue,
            String place,
            @Nullable UUID agent,
            int priority,
            String priorityWhy,
            String holdReason,
            @Nullable Instant holdUntil,
            String outcome,
            String wrapUp) {}

    /// When what happened.
    ///
    /// @param enteredAt when he first asked for a person: his place in the queue, kept through callbacks, drops and redials
    /// @param waitingSince when he came into the queue this time
    /// @param talkedAt when a person first talked with him
    /// @param toldWait the wait that was announced to him
    public record Clocks(
            Instant arrivedAt,
            @Nullable Instant enteredAt,
            @Nullable Instant waitingSince,
            @Nullable Instant talkedAt,
            Instant since,
            @Nullable Instant endedAt,
            @Nullable Duration toldWait) {}

    /// The call back that this is.
    ///
    /// @param follows the conversation that it goes on from
    /// @param attempt which call back of that one it is
    /// @param tries how often we called in vain
    /// @param nextTryAt when the house calls by itself; none if only a person may
    /// @param promise the word that we call
    public record Debt(
            @Nullable UUID follows,
            int attempt,
            int tries,
            @Nullable Instant nextTryAt,
            @Nullable UUID promise) {
        static final Debt NONE = new Debt(null, 0, 0, null, null);
    }

    /// Somebody calls.
    static Contact arrived(UUID id, Party party, UUID host, Instant now) {
        return new Contact(
                id,
                party,
                State.OFFERED,
                new Spot(null, "", null, 0, "", "", null, "", ""),
                new Clocks(now, null, null, null, now, null, null),
                Debt.NONE,
                host,
                0,
                ChainHead.NONE);
    }

    /// An agent calls somebody.
    static Contact dialled(UUID id, Party party, UUID agent, UUID host, Instant now) {
        var fresh = arrived(id, party, host, now).in(State.DIALLING_AGENT, now);
        return fresh.at(fresh.spot(agent, "", null));
    }

    /// We owe a call after `before`: it keeps its place, its queue, its case and its agent.
    static Contact owed(
            UUID id,
            Contact before,
            int attempt,
            @Nullable Instant nextTryAt,
            UUID host,
            Instant now) {
        var spot = before.spot;
        return new Contact(
                id,
                new Party(
                        true,
                        before.party.line,
                        before.party.number,
                        before.party.display,
                        before.party.customer,
                        before.party.onCase,
                        before.party.synthetic),
                State.CALLBACK_OWED,
                new Spot(
                        spot.queue,
                        "",
                        spot.agent,
                        spot.priority,
                        spot.priorityWhy,
                        "",
                        null,
                        "",
                        ""),
                new Clocks(
                        now,
                        before.clocks.enteredAt == null
                                ? before.clocks.arrivedAt
                                : before.clocks.enteredAt,
                        null,
                        null,
                        now,
                        null,
                        null),
                new Debt(before.id, attempt, 0, nextTryAt, null),
                host,
                0,
                ChainHead.NONE);
    }

    public Contact answered(Instant now) {
        return in(State.ANSWERED, now);
    }

    public Contact atMenu(String place, Instant now) {
        return in(State.MENU, now)
                .at(
                        new Spot(
                                spot.queue,
                                place,
                                spot.agent,
                                spot.priority,
                                spot.priorityWhy,
                                "",
                                null,
                                "",
                                spot.wrapUp));
    }

    /// He chose something in the menu that leads on from there.
    ///
    /// @param label what the key is for, in the words of the menu
    public Contact chose(String label) {
        return at(
                new Spot(
                        spot.queue,
                        label,
                        spot.agent,
                        spot.priority,
                        spot.priorityWhy,
                        spot.holdReason,
                        spot.holdUntil,
                        spot.outcome,
                        spot.wrapUp));
    }

    /// He waits for a person; his place is that of the first time he asked for one.
    ///
    /// @param entered an earlier time than now, if he came back
    public Contact queued(
            UUID queue,
            Instant entered,
            int priority,
            String why,
            @Nullable UUID last,
            Instant now) {
        return in(State.QUEUED, now)
                .at(new Spot(queue, spot.place, last, priority, why, "", null, "", spot.wrapUp))
                .clocked(
                        new Clocks(
                                clocks.arrivedAt,
                                clocks.enteredAt == null || entered.isBefore(clocks.enteredAt)
                                        ? entered
                                        : clocks.enteredAt,
                                now,
                                clocks.talkedAt,
                                now,
                                null,
                                clocks.toldWait));
    }

    /// He heard how long it will take.
    public Contact toldWait(Duration wait, Instant now) {
        return clocked(
                new Clocks(
                        clocks.arrivedAt,
                        clocks.enteredAt,
                        clocks.waitingSince,
                        clocks.talkedAt,
                        clocks.since,
                        null,
                        wait));
    }

    public Contact offering(UUID agent, Instant now) {
        return in(State.OFFERING, now).at(spot(agent, "", null));
    }

    /// The agent did not take him: back to where he stood.
    public Contact backInQueue(@Nullable UUID last, Instant now) {
        return in(State.QUEUED, now).at(spot(last, "", null));
    }

    public Contact talking(UUID agent, Instant now) {
        return talked(in(State.TALKING, now).at(spot(agent, "", null)), now);
    }

    private Contact talked(Contact with, Instant now) {
        return with.clocked(
                new Clocks(
                        clocks.arrivedAt,
                        clocks.enteredAt,
                        clocks.waitingSince,
                        clocks.talkedAt == null ? now : clocks.talkedAt,
                        now,
                        null,
                        clocks.toldWait));
    }

    /// The other side waits on the line, for a stated reason and length.
    public Contact held(String reason, @Nullable Instant until, Instant now) {
        return in(State.HELD, now).at(spot(spot.agent, reason, until));
    }

    public Contact transferring(UUID to, Instant now) {
        return in(State.TRANSFERRING, now).at(spot(spot.agent, "transfer:" + to, null));
    }

    public Contact diallingAgent(UUID agent, UUID by, Instant now) {
        return new Contact(
                        id,
                        party,
                        State.DIALLING_AGENT,
                        spot(agent, "", null),
                        clocks,
                        debt,
                        by,
                        version,
                        head)
                .in(State.DIALLING_AGENT, now);
    }

    public Contact diallingCaller(Instant now) {
        return in(State.DIALLING_CALLER, now);
    }

    /// A number outside the house rings for him.
    public Contact ringingOutside(Instant now) {
        return in(State.OUTSIDE, now).at(spot(null, "", null));
    }

    /// Somebody outside talks with him: he has waited until now.
    public Contact talkingOutside(Instant now) {
        return talked(ringingOutside(now), now);
    }

    /// He speaks a message for a queue.
    public Contact leavingMessage(UUID queue, Instant now) {
        return in(State.LEAVING_MESSAGE, now)
                .at(
                        new Spot(
                                queue,
                                spot.place,
                                null,
                                spot.priority,
                                spot.priorityWhy,
                                "",
                                null,
                                "",
                                spot.wrapUp));
    }

    public Contact confirming(Instant now) {
        return in(State.CONFIRMING, now);
    }

    /// It was in vain; we still owe it.
    public Contact stillOwed(Instant nextTryAt, Instant now) {
        return in(State.CALLBACK_OWED, now)
                .owing(
                        new Debt(
                                debt.follows,
                                debt.attempt,
                                debt.tries + 1,
                                nextTryAt,
                                debt.promise));
    }

    /// The same, without counting a try: no agent was there to call.
    public Contact stillOwedUncounted(Instant nextTryAt, Instant now) {
        return in(State.CALLBACK_OWED, now)
                .owing(new Debt(debt.follows, debt.attempt, debt.tries, nextTryAt, debt.promise));
    }

    Contact owing(Debt other) {
        return new Contact(id, party, state, spot, clocks, other, host, version, head);
    }

    public Contact ended(State how, String outcome, Instant now) {
        return in(how, now)
                .at(
                        new Spot(
                                spot.queue,
                                spot.place,
                                spot.agent,
                                spot.priority,
                                spot.priorityWhy,
                                "",
                                null,
                                outcome,
                                spot.wrapUp))
                .clocked(
                        new Clocks(
                                clocks.arrivedAt,
                                clocks.enteredAt,
                                clocks.waitingSince,
                                clocks.talkedAt,
                                now,
                                now,
                                clocks.toldWait));
    }

    public Contact about(String wrapUp) {
        return at(
                new Spot(
                        spot.queue,
                        spot.place,
                        spot.agent,
                        spot.priority,
                        spot.priorityWhy,
                        spot.holdReason,
                        spot.holdUntil,
                        spot.outcome,
                        wrapUp));
    }

    public Contact of(@Nullable UUID customer, @Nullable UUID onCase) {
        return new Contact(
                id,
                new Party(
                        party.outgoing,
                        party.line,
                        party.number,
                        party.display,
                        customer,
                        onCase,
                        party.synthetic),
                state,
                spot,
                clocks,
                debt,
                host,
                version,
                head);
    }

    Contact moved(ChainHead end) {
        return new Contact(id, party, state, spot, clocks, debt, host, version + 1, end);
    }

    Contact noted(ChainHead end) {
        return new Contact(id, party, state, spot, clocks, debt, host, version, end);
    }

    private Contact in(State next, Instant now) {
        return new Contact(
                id,
                party,
                next,
                spot,
                new Clocks(
                        clocks.arrivedAt,
                        clocks.enteredAt,
                        clocks.waitingSince,
                        clocks.talkedAt,
                        now,
                        clocks.endedAt,
                        clocks.toldWait),
                debt,
                host,
                version,
                head);
    }

    private Contact at(Spot other) {
        return new Contact(id, party, state, other, clocks, debt, host, version, head);
    }

    private Contact clocked(Clocks other) {
        return new Contact(id, party, state, spot, other, debt, host, version, head);
    }

    private Spot spot(@Nullable UUID agent, String holdReason, @Nullable Instant holdUntil) {
        return new Spot(
                spot.queue,
                spot.place,
                agent,
                spot.priority,
                spot.priorityWhy,
                holdReason,
                holdUntil,
                "",
                spot.wrapUp);
    }
}
