package kept.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromiseTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant DUE = Instant.parse("2026-03-04T16:00:00Z");
    private static final Instant RISK = DUE.minus(Duration.ofHours(2));
    private static final Instant LATE = DUE.plus(Duration.ofHours(1));

    private static Promise given(@Nullable String condition) {
        UUID id = UUID.randomUUID();
        return Promise.given(
                new Promise.Words(
                        id,
                        id,
                        0,
                        null,
                        null,
                        null,
                        UUID.randomUUID(),
                        "visit",
                        "A technician comes",
                        "asha",
                        "web",
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Visibility.CUSTOMER,
                        condition),
                new Promise.Times(MONDAY, null, DUE, DUE, MONDAY.plus(Duration.ofHours(20)), RISK));
    }

    private static Promise in(State state) {
        var fresh = given(null);
        return switch (state) {
            case GIVEN -> fresh;
            case AT_RISK -> last(fresh, RISK);
            case CLAIMED -> fresh.claimed("done", MONDAY);
            case BROKEN -> last(fresh, LATE).lookAgain(null);
            case KEPT -> fresh.confirmed(MONDAY);
            case KEPT_LATE -> last(fresh, LATE).confirmed(LATE);
            case RENEGOTIATED -> fresh.redated(UUID.randomUUID(), "ill", MONDAY);
            case RELEASED -> fresh.released(null, MONDAY);
            case WITHDRAWN -> fresh.withdrawn("sold out", MONDAY);
            case VOID -> fresh.voided("typed by mistake", MONDAY);
        };
    }

    private static Promise last(Promise promise, Instant now) {
        return promise.passTime(now).getLast().after();
    }

    private static final Map<String, UnaryOperator<Promise>> MOVES = new LinkedHashMap<>();
    private static final Map<String, Set<State>> ALLOWED = new LinkedHashMap<>();

    static {
        move("claim", p -> p.claimed("done", LATE), State.GIVEN, State.AT_RISK, State.BROKEN);
        move("fulfil", p -> p.fulfilled("mail", LATE), State.GIVEN, State.AT_RISK, State.BROKEN);
        move(
                "confirm",
                p -> p.confirmed(LATE),
                State.GIVEN,
                State.AT_RISK,
                State.CLAIMED,
                State.BROKEN);
        move("dispute", p -> p.disputed("no", LATE), State.CLAIMED);
        move(
                "redate",
                p -> p.redated(UUID.randomUUID(), "ill", LATE),
                State.GIVEN,
                State.AT_RISK,
                State.CLAIMED,
                State.BROKEN);
        move(
                "release",
                p -> p.released(null, LATE),
                State.GIVEN,
                State.AT_RISK,
                State.CLAIMED,
                State.BROKEN);
        move(
                "withdraw",
                p -> p.withdrawn("sold out", LATE),
                State.GIVEN,
                State.AT_RISK,
                State.BROKEN);
        move(
                "void",
                p -> p.voided("mistake", LATE),
                State.GIVEN,
                State.AT_RISK,
                State.CLAIMED,
                State.BROKEN);
        move(
                "hand over",
                p -> p.handedTo(UUID.randomUUID()),
                State.GIVEN,
                State.AT_RISK,
                State.CLAIMED,
                State.BROKEN);
    }

    private static void move(String name, UnaryOperator<Promise> move, State first, State... more) {
        MOVES.put(name, move);
        ALLOWED.put(name, EnumSet.of(first, more));
    }

    @Test
    void everyMoveIsAllowedInJustTheStatesOfTheTable() {
        var states = new EnumMap<State, Promise>(State.class);
        for (var state : State.values()) {
            states.put(state, in(state));
            assertThat(in(state).state()).isEqualTo(state);
        }
        MOVES.forEach((name, move) ->
                states.forEach((state, promise) -> {
                    if (ALLOWED.getOrDefault(name, Set.of()).contains(state)) {
                        assertThat(move.apply(promise)).as(name + " from " + state).isNotNull();
                    } else {
                        assertThatThrownBy(() -> move.apply(promise))
                                .as(name + " from " + state)
                                .isInstanceOf(Refusal.class)
                                .hasMessageContaining("This promise is");
                    }
                }));
    }

    @Test
    void anEndedPromiseIsMovedByNoTime() {
        for (var state : EnumSet.range(State.KEPT, State.VOID)) {
            assertThat(in(state).passTime(MONDAY.plus(Duration.ofDays(4_000))))
                    .as(state.wire())
                    .isEmpty();
        }
    }

    @Test
    void timeRemindsThenWarnsThenBreaksThenClimbs() {
        var kinds = new java.util.ArrayList<Promise.Turn.Kind>();
        var promise = given(null);
        for (Instant now = MONDAY; now.isBefore(LATE); now = now.plus(Duration.ofMinutes(10))) {
            for (var turn : promise.passTime(now)) {
                kinds.add(turn.kind());
                promise = turn.after();
            }
        }
        assertThat(kinds)
                .containsExactly(
                        Promise.Turn.Kind.REMINDER,
                        Promise.Turn.Kind.AT_RISK,
                        Promise.Turn.Kind.BROKEN,
                        Promise.Turn.Kind.CLIMBED);
    }

    @Test
    void nothingHappensBeforeItsTime() {
        assertThat(in(State.AT_RISK).passTime(DUE.minusNanos(1_000))).isEmpty();
        assertThat(in(State.AT_RISK).passTime(DUE))
                .first()
                .extracting(Promise.Turn::kind)
                .isEqualTo(Promise.Turn.Kind.BROKEN);
    }

    @Test
    void whoeverWasDownDoesNotWarnAfterTheTime() {
        assertThat(given(null).passTime(LATE))
                .extracting(Promise.Turn::kind)
                .containsExactly(Promise.Turn.Kind.BROKEN, Promise.Turn.Kind.CLIMBED);
        assertThat(in(State.BROKEN).course().warnedAt()).isNull();
    }

    @Test
    void aClaimCountsAsKeptWhenTheCustomerSaysNothingForTwoDays() {
        var claimed = in(State.CLAIMED);
        assertThat(claimed.passTime(MONDAY.plus(Promise.PROVISIONAL).minusSeconds(1))).isEmpty();
        assertThat(last(claimed, MONDAY.plus(Promise.PROVISIONAL)).state()).isEqualTo(State.KEPT);
    }

    @Test
    void whatWasDeliveredLateIsKeptLateHoweverItIsConfirmed() {
        var late = in(State.BROKEN).claimed("came on Thursday", LATE);
        assertThat(late.confirmed(LATE.plusSeconds(60)).state()).isEqualTo(State.KEPT_LATE);
        assertThat(last(late, LATE.plus(Promise.PROVISIONAL)).state()).isEqualTo(State.KEPT_LATE);
        assertThat(in(State.BROKEN).fulfilled("mail", LATE).state()).isEqualTo(State.KEPT_LATE);
    }

    @Test
    void aDeliveryInTimeIsKeptEvenIfItIsConfirmedLate() {
        assertThat(given(null).claimed("done", DUE).confirmed(LATE).state()).isEqualTo(State.KEPT);
    }

    @Test
    void theCustomersNoReopensAClaimAsBroken() {
        var disputed = in(State.CLAIMED).disputed("nobody came", MONDAY);
        assertThat(disputed.state()).isEqualTo(State.BROKEN);
        assertThat(disputed.open()).isTrue();
        assertThat(disputed.course().deliveredAt()).isNull();
    }

    @Test
    void aBrokenWordThatIsRedatedStaysBroken() {
        var followed = in(State.BROKEN).redated(UUID.randomUUID(), "ill", LATE);
        assertThat(followed.state()).isEqualTo(State.BROKEN);
        assertThat(followed.open()).isFalse();
        assertThatThrownBy(() -> followed.claimed("x", LATE)).hasMessageContaining("next link");
    }

    @Test
    void aConditionalWordDoesNotBreakWhileTheCustomersPartIsMissing() {
        var waiting = given("you send the photo");
        assertThat(waiting.passTime(LATE))
                .extracting(Promise.Turn::kind)
                .containsExactly(Promise.Turn.Kind.STILL_WAITING);
        var started = waiting.conditionMet(MONDAY);
        assertThat(last(started, LATE).state()).isEqualTo(State.BROKEN);
    }
}
