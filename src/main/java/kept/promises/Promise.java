package kept.promises;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kept.journal.ChainHead;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A word given to somebody: what was said, until when, and what became of it. A value: each move answers with the
/// promise as it is afterwards, or refuses with a sentence that says what is possible instead.
///
/// `chain` names the first link; re-dating makes the next link, which keeps `firstDue` and counts `level` up.
public record Promise(Words words, Times times, State state, Course course, ChainHead head) {
    /// An agent's "done" is provisional for this long, unless the customer speaks first.
    public static final Duration PROVISIONAL = Duration.ofHours(48);

    /// What was said, to whom and by whom, and who answers for it. Only `owner`, `unit` and `next` ever change.
    public record Words(
            UUID id,
            UUID chain,
            int level,
            @Nullable UUID previous,
            @Nullable UUID next,
            @Nullable UUID caseId,
            @Nullable UUID customerId,
            String kind,
            String saidText,
            String giver,
            String channel,
            UUID owner,
            UUID unit,
            Visibility visibility,
            @Nullable String condition) {
        Words heldBy(UUID person) {
            return new Words(
                    id,
                    chain,
                    level,
                    previous,
                    next,
                    caseId,
                    customerId,
                    kind,
                    saidText,
                    giver,
                    channel,
                    person,
                    unit,
                    visibility,
                    condition);
        }

        Words answeredForBy(UUID otherUnit) {
            return new Words(
                    id,
                    chain,
                    level,
                    previous,
                    next,
                    caseId,
                    customerId,
                    kind,
                    saidText,
                    giver,
                    channel,
                    owner,
                    otherUnit,
                    visibility,
                    condition);
        }

        Words followedBy(UUID link) {
            return new Words(
                    id,
                    chain,
                    level,
                    previous,
                    link,
                    caseId,
                    customerId,
                    kind,
                    saidText,
                    giver,
                    channel,
                    owner,
                    unit,
                    visibility,
                    condition);
        }
    }

    /// When it was given, when it falls due, and when we look at it before that.
    public record Times(
            Instant givenAt,
            @Nullable Instant windowStart,
            Instant firstDue,
            Instant due,
            @Nullable Instant remindAt,
            Instant riskAt) {}

    /// What happened so far. `rung` counts how far up the ladder a miss has climbed.
    public record Course(
            @Nullable String evidence,
            @Nullable String reason,
            @Nullable Instant conditionMet,
            @Nullable Instant warnedAt,
            @Nullable Instant brokenAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant endedAt,
            int rung,
            @Nullable Instant wakeAt) {
        static final Course NEW = new Course(null, null, null, null, null, null, null, 0, null);

        Course evidence(@Nullable String words) {
            return new Course(
                    words,
                    reason,
                    conditionMet,
                    warnedAt,
                    brokenAt,
                    deliveredAt,
                    endedAt,
                    rung,
                    wakeAt);
        }

        Course reason(String words) {
            return new Course(
                    evidence,
                    words,
                    conditionMet,
                    warnedAt,
                    brokenAt,
                    deliveredAt,
                    endedAt,
                    rung,
                    wakeAt);
        }

        Course conditionMet(Instant at) {
            return new Course(
                    evidence, reason, at, warnedAt, brokenAt, deliveredAt, endedAt, rung, wakeAt);
        }

        Course warned(Instant at) {
            return new Course(
                    evidence,
                    reason,
                    conditionMet,
                    at,
                    brokenAt,
                    deliveredAt,
                    endedAt,
                    rung,
                    wakeAt);
        }

        Course broken(Instant at) {
            return new Course(
                    evidence, reason, conditionMet, warnedAt, at, deliveredAt, endedAt, 0, wakeAt);
        }

        Course delivered(@Nullable Instant at) {
            return new Course(
                    evidence, reason, conditionMet, warnedAt, brokenAt, at, endedAt, rung, wakeAt);
        }

        Course ended(Instant at) {
            return new Course(
                    evidence,
                    reason,
                    conditionMet,
                    warnedAt,
                    brokenAt,
                    deliveredAt,
                    at,
                    rung,
                    null);
        }

        Course wake(@Nullable Instant at) {
            return new Course(
                    evidence,
                    reason,
                    conditionMet,
                    warnedAt,
                    brokenAt,
                    deliveredAt,
                    endedAt,
                    rung,
                    at);
        }

        Course climbed() {
            return new Course(
                    evidence,
                    reason,
                    conditionMet,
                    warnedAt,
                    brokenAt,
                    deliveredAt,
                    endedAt,
                    rung + 1,
                    wakeAt);
        }
    }

    public UUID id() {
        return words.id();
    }

    /// How many things have happened to it; the ETag, and the position of its history's end.
    public int version() {
        return head.position();
    }

    Promise endingAt(ChainHead newHead) {
        return new Promise(words, times, state, course, newHead);
    }

    public Instant due() {
        return times.due();
    }

    /// True while somebody in the house must still do something about it: it runs, waits for the customer's word, or
    /// is broken and nothing took its place.
    public boolean open() {
        return !state.ended() && words.next() == null;
    }

    private boolean brokenAndOpen() {
        return state == State.BROKEN && words.next() == null;
    }

    public boolean customerKnows() {
        return words.visibility() == Visibility.CUSTOMER && words.customerId() != null;
    }

    /// True while it waits for the customer to do his part first.
    public boolean waitsForCondition() {
        return words.condition() != null && course.conditionMet() == null;
    }

    /// A promise as it is first given: it will look at itself when a reminder or a warning is due.
    static Promise given(Words words, Times times) {
        return new Promise(words, times, State.GIVEN, Course.NEW, ChainHead.NONE).awake();
    }

    private Promise with(State newState, Course newCourse) {
        return new Promise(words, times, newState, newCourse, head);
    }

    /// "It is done", with what shows it. Provisional until the customer confirms or lets 48 hours pass.
    Promise claimed(@Nullable String evidence, Instant at) {
        require(state.running() || brokenAndOpen(), "be claimed as done");
        return with(
                State.CLAIMED, course.evidence(evidence).delivered(at).wake(at.plus(PROVISIONAL)));
    }

    /// Kept by a deed that shows itself, such as an answer that was sent: nobody needs to confirm it.
    Promise fulfilled(String evidence, Instant at) {
        require(state.running() || brokenAndOpen(), "be kept");
        return with(
                at.isAfter(due()) ? State.KEPT_LATE : State.KEPT,
                course.evidence(evidence).delivered(at).ended(at));
    }

    /// The customer says it was kept, or has let the time pass after we said so.
    Promise confirmed(Instant at) {
        require(state == State.CLAIMED || state.running() || brokenAndOpen(), "be confirmed");
        Instant delivered = course.deliveredAt() == null ? at : course.deliveredAt();
        return with(
                delivered.isAfter(due()) ? State.KEPT_LATE : State.KEPT,
                course.delivered(delivered).ended(at));
    }

    /// The customer says it was not kept: a claim that does not hold is a broken word.
    Promise disputed(String wordsOfCustomer, Instant at) {
        require(state == State.CLAIMED, "be disputed: nobody has said yet that it is done");
        return with(
                State.BROKEN, course.reason(wordsOfCustomer).delivered(null).broken(at).wake(at));
    }

    /// Its place is taken by the next link. A word that was broken stays broken; one that was not is renegotiated.
    Promise redated(UUID nextLink, String reason, Instant at) {
        require(state.running() || state == State.CLAIMED || brokenAndOpen(), "get another time");
        var followed = words.followedBy(nextLink);
        return state == State.BROKEN
                ? new Promise(followed, times, State.BROKEN, course.reason(reason).wake(null), head)
                : new Promise(
                        followed, times, State.RENEGOTIATED, course.reason(reason).ended(at), head);
    }

    /// The customer lets us off.
    Promise released(@Nullable String reason, Instant at) {
        require(open(), "be released");
        return with(State.RELEASED, (reason == null ? course : course.reason(reason)).ended(at));
    }

    /// We take our word back, and say why.
    Promise withdrawn(String reason, Instant at) {
        require(state.running() || brokenAndOpen(), "be withdrawn");
        return with(State.WITHDRAWN, course.reason(reason).ended(at));
    }

    /// It was recorded in error and never was a promise.
    Promise voided(String reason, Instant at) {
        require(open(), "be voided");
        return with(State.VOID, course.reason(reason).ended(at));
    }

    /// The customer did his part; from now on the word runs.
    Promise conditionMet(Instant at) {
        require(waitsForCondition() && state.running(), "have its condition met");
        return with(state, course.conditionMet(at)).awake();
    }

    /// The same time on the wall at another instant, because the rules of its time zone changed.
    Promise dueAt(Instant due, Foresight foresight) {
        var moved =
                new Promise(
                        words,
                        new Times(
                                times.givenAt(),
                                times.windowStart(),
                                times.firstDue(),
                                due,
                                foresight.remindAt(),
                                foresight.riskAt()),
                        state,
                        course,
                        head);
        return state.running() && course.wakeAt() != null ? moved.awake() : moved;
    }

    /// Looked at again while it runs: from when on it is at risk, by what is known now.
    Promise foreseen(Foresight foresight) {
        return new Promise(
                words,
                new Times(
                        times.givenAt(),
                        times.windowStart(),
                        times.firstDue(),
                        times.due(),
                        times.remindAt(),
                        foresight.riskAt()),
                state,
                course.wake(foresight.riskAt()),
                head);
    }

    /// It came to be at risk before its time to be looked at, for a reason that somebody saw.
    Promise atRisk() {
        require(state == State.GIVEN && !waitsForCondition(), "come to be at risk");
        return with(State.AT_RISK, course.wake(due()));
    }

    /// The customer was told that it may be late.
    Promise warned(Instant at) {
        require(state.running(), "be warned of");
        return with(state, course.warned(at));
    }

    Promise handedTo(UUID person) {
        require(open(), "be handed over");
        return new Promise(words.heldBy(person), times, state, course, head);
    }

    Promise movedTo(UUID unit) {
        require(open(), "move to another unit");
        return new Promise(words.answeredForBy(unit), times, state, course, head);
    }

    /// What time alone does to it, all steps that are due at `now`, oldest first.
    List<Turn> passTime(Instant now) {
        var turns = new ArrayList<Turn>();
        var current = this;
        while (true) {
            var turn = current.nextTurn(now);
            if (turn == null) {
                return turns;
            }
            turns.add(turn);
            current = turn.after();
        }
    }

    /// A step that time made.
    record Turn(Kind kind, Promise after) {
        enum Kind {
            REMINDER,
            AT_RISK,
            BROKEN,
            CLIMBED,
            PROVISIONALLY_KEPT,
            STILL_WAITING
        }
    }

    private @Nullable Turn nextTurn(Instant now) {
        Instant wakeAt = course.wakeAt();
        if (wakeAt == null || now.isBefore(wakeAt)) {
            return null;
        }
        return switch (state) {
            case GIVEN, AT_RISK -> runningTurn(now);
            case CLAIMED -> new Turn(Turn.Kind.PROVISIONALLY_KEPT, confirmed(wakeAt));
            case BROKEN ->
                    new Turn(Turn.Kind.CLIMBED, with(State.BROKEN, course.climbed().wake(null)));
            case KEPT, KEPT_LATE, RENEGOTIATED, RELEASED, WITHDRAWN, VOID -> null;
        };
    }

    private Turn runningTurn(Instant now) {
        if (waitsForCondition()) {
            // the clock of a conditional word stands still until the customer has done his part
            return new Turn(Turn.Kind.STILL_WAITING, with(state, course.wake(null)));
        }
        if (!now.isBefore(due())) {
            return new Turn(Turn.Kind.BROKEN, with(State.BROKEN, course.broken(due()).wake(due())));
        }
        if (!now.isBefore(times.riskAt())) {
            return new Turn(Turn.Kind.AT_RISK, with(State.AT_RISK, course.wake(due())));
        }
        return new Turn(Turn.Kind.REMINDER, with(state, course.wake(times.riskAt())));
    }

    /// The climb went as far as it goes for now; look again at `at`, or never.
    Promise lookAgain(@Nullable Instant at) {
        return with(state, course.wake(at));
    }

    private Promise awake() {
        Instant remind = times.remindAt();
        Instant first =
                state == State.AT_RISK
                        ? due()
                        : remind != null && remind.isBefore(times.riskAt())
                                ? remind
                                : times.riskAt();
        return with(state, course.wake(first));
    }

    private void require(boolean allowed, String move) {
        if (!allowed) {
            throw Refusal.conflict(
                    "This promise is %s and cannot %s. %s".formatted(plain(), move, possible()));
        }
    }

    private String plain() {
        return switch (state) {
            case GIVEN -> "given and running";
            case AT_RISK -> "at risk";
            case CLAIMED -> "claimed as done";
            case KEPT -> "kept";
            case KEPT_LATE -> "kept late";
            case BROKEN -> words.next() == null ? "broken" : "broken and followed by a new one";
            case RENEGOTIATED -> "followed by a new one";
            case RELEASED -> "released by the customer";
            case WITHDRAWN -> "withdrawn";
            case VOID -> "void";
        };
    }

    private String possible() {
        return switch (state) {
            case GIVEN, AT_RISK ->
                    "It can be claimed, confirmed, re-dated, released, withdrawn or voided.";
            case CLAIMED ->
                    "The customer can confirm, dispute or release it, or it can be re-dated.";
            case BROKEN ->
                    words.next() == null
                            ? "It can be claimed late, re-dated, released or withdrawn."
                            : "Act on the next link of its chain.";
            case RENEGOTIATED -> "Act on the next link of its chain.";
            case KEPT, KEPT_LATE, RELEASED, WITHDRAWN, VOID ->
                    "It has ended; give a new promise if there is something to promise.";
        };
    }
}
