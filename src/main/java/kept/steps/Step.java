package kept.steps;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What one unit does for a promise. A value: each move answers with the step as it is afterwards, or refuses with a sentence
/// that says what is possible instead.
public record Step(What what, State state, Times planned, Asked asked, Course course) {
    /// Where a step stands.
    public enum State {
        ASKED,
        ACCEPTED,
        REFUSED,
        STARTED,
        DONE,
        DROPPED;

        /// As programs read it.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws Refusal `MALFORMED` if there is no such state
        public static State of(String text) {
            for (var state : values()) {
                if (state.wire().equals(text)) {
                    return state;
                }
            }
            throw Refusal.malformed(
                    "state", "A state is asked, accepted, refused, started, done or dropped.");
        }

        /// True while something is still to be done about it.
        public boolean open() {
            return this != DONE && this != DROPPED;
        }

        /// True if its unit has taken it on.
        public boolean backed() {
            return this == ACCEPTED || this == STARTED || this == DONE;
        }
    }

    /// What is to be done, by whom and after what; it never changes, but for the unit if another one takes it over.
    ///
    /// @param position its place among the steps of its plan
    /// @param needs the places of the steps that must be done before it
    /// @param capacity how many a day the unit takes on by rule, or null if it is asked
    public record What(
            UUID id,
            UUID plan,
            int position,
            String name,
            UUID unit,
            Duration work,
            List<Integer> needs,
            @Nullable Integer capacity,
            Duration answerWithin) {}

    /// From when to when the unit does it; `day` is the day whose capacity it takes, if it takes any.
    public record Times(Instant start, Instant end, @Nullable LocalDate day) {}

    /// When the unit was asked, until when it answers, and how far up an answer that did not come has climbed.
    public record Asked(@Nullable Instant at, @Nullable Instant answerBy, int rung) {
        static final Asked NOT = new Asked(null, null, 0);
    }

    /// What happened so far. `toldEnd` is the end that the unit itself named, when it refused or said that it gets later.
    public record Course(
            @Nullable Instant acceptedAt,
            @Nullable UUID acceptedBy,
            @Nullable Instant toldEnd,
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable Instant doneAt) {
        static final Course NEW = new Course(null, null, null, null, null, null);

        Course accepted(Instant at, @Nullable UUID by) {
            return new Course(at, by, toldEnd, reason, startedAt, doneAt);
        }

        Course told(@Nullable Instant end, @Nullable String why) {
            return new Course(acceptedAt, acceptedBy, end, why, startedAt, doneAt);
        }

        Course started(Instant at) {
            return new Course(acceptedAt, acceptedBy, toldEnd, reason, at, doneAt);
        }

        Course done(Instant at) {
            return new Course(
                    acceptedAt,
                    acceptedBy,
                    toldEnd,
                    reason,
                    startedAt == null ? at : startedAt,
                    at);
        }
    }

    public UUID id() {
        return what.id();
    }

    public int position() {
        return what.position();
    }

    public String name() {
        return what.name();
    }

    public UUID unit() {
        return what.unit();
    }

    /// The unit takes it on.
    Step accepted(UUID by, Instant at) {
        require(state == State.ASKED || state == State.REFUSED, "be accepted");
        return new Step(
                what, State.ACCEPTED, planned, asked, course.told(null, null).accepted(at, by));
    }

    /// The unit cannot, and says why and when it can at the earliest.
    Step refused(String why, Instant earliestEnd) {
        require(state == State.ASKED || state == State.ACCEPTED, "be refused");
        return new Step(
                what,
                State.REFUSED,
                new Times(planned.start(), planned.end(), null),
                asked,
                course.told(earliestEnd, why));
    }

    /// Work begins; whoever begins has taken it on.
    Step started(UUID by, Instant at) {
        require(state == State.ASKED || state == State.ACCEPTED, "be started");
        var taken = course.acceptedAt() == null ? course.accepted(at, by) : course;
        return new Step(what, State.STARTED, planned, asked, taken.started(at));
    }

    Step done(UUID by, Instant at) {
        require(
                state == State.ASKED || state == State.ACCEPTED || state == State.STARTED,
                "be done");
        var taken = course.acceptedAt() == null ? course.accepted(at, by) : course;
        return new Step(what, State.DONE, planned, asked, taken.done(at));
    }

    /// It gets later than planned, and the unit says so before it shows.
    Step delayed(Instant end, String why) {
        require(state == State.ACCEPTED || state == State.STARTED, "get another end");
        return new Step(what, state, planned, asked, course.told(end, why));
    }

    Step dropped() {
        var free = withoutDay();
        return new Step(what, State.DROPPED, free.planned(), asked, course);
    }

    /// Its day's room is given back.
    Step withoutDay() {
        return new Step(
                what, state, new Times(planned.start(), planned.end(), null), asked, course);
    }

    /// The answer did not come: one rung higher.
    Step climbed() {
        return new Step(
                what,
                state,
                planned,
                new Asked(asked.at(), asked.answerBy(), asked.rung() + 1),
                course);
    }

    /// Taken on by the unit's standing rule.
    Step takenByRule(Times times, Instant at) {
        return new Step(
                what,
                State.ACCEPTED,
                times,
                Asked.NOT,
                new Course(at, null, null, null, null, null));
    }

    /// Taken on at the time that the unit itself named before.
    Step takenAsTold(Times times, Instant at) {
        return new Step(
                what,
                State.ACCEPTED,
                times,
                Asked.NOT,
                new Course(at, course.acceptedBy(), null, course.reason(), null, null));
    }

    Step askedFor(Times times, Instant at, Instant answerBy) {
        return new Step(what, State.ASKED, times, new Asked(at, answerBy, 0), Course.NEW);
    }

    Step handedTo(UUID unit) {
        return new Step(
                new What(
                        what.id(),
                        what.plan(),
                        what.position(),
                        what.name(),
                        unit,
                        what.work(),
                        what.needs(),
                        null,
                        what.answerWithin()),
                state,
                planned,
                asked,
                course);
    }

    private void require(boolean allowed, String move) {
        if (!allowed) {
            throw Refusal.conflict(
                    "\"%s\" is %s and cannot %s.".formatted(name(), state.wire(), move));
        }
    }
}
