package kept.makegood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Cases;
import kept.jobs.Timer;
import kept.jobs.TimerEngine;
import kept.journal.Verification;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@KeptTest
class MakeGoodsTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @Autowired Cast cast;
    @Autowired Cases cases;
    @Autowired Promises promises;
    @Autowired MakeGoods makeGoods;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;
    @Autowired TransactionOperations transaction;
    @Autowired Verification verification;
    @Autowired JdbcClient jdbc;

    private final String kind = "kind " + UUID.randomUUID().toString().substring(0, 8);

    private Policy rule(long fixed, long daily, @Nullable Long cap) {
        return makeGoods.adopt(
                cast.as(cast.olga),
                new Policy(
                        Ids.at(clock.instant()),
                        "Too late",
                        kind,
                        null,
                        EUR,
                        fixed,
                        daily == 0 ? List.of() : List.of(new DailyRate(1, daily)),
                        false,
                        cap,
                        List.of("The customer was not there"),
                        null,
                        "a test",
                        clock.instant()));
    }

    private Promise word(Duration ahead) {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "Repair");
        return cases.give(
                cast.as(cast.asha),
                theCase.id(),
                c ->
                        new NewPromise(
                                c.id(),
                                c.customerId(),
                                kind,
                                "Your line is repaired",
                                "web",
                                clock.instant().plus(ahead),
                                null,
                                null,
                                c.unit(),
                                null,
                                Visibility.CUSTOMER,
                                null));
    }

    private void letTimePass(Duration time) {
        Instant until = clock.instant().plus(time);
        while (clock.instant().isBefore(until)) {
            var left = Duration.between(clock.instant(), until);
            clock.pass(left.compareTo(Duration.ofHours(6)) < 0 ? left : Duration.ofHours(6));
            while (timers.turn() > 0) {}
        }
    }

    private Promise broken() {
        var promise = word(Duration.ofHours(2));
        letTimePass(Duration.ofHours(3));
        return promise;
    }

    private MakeGood of(Promise promise) {
        return makeGoods.ofChain(promise.words().chain()).orElseThrow();
    }

    @Test
    void aBrokenWordGrantsWhatTheRuleSaysWithoutBeingAsked() {
        rule(2500, 0, null);
        var promise = broken();
        assertThat(of(promise).total()).isEqualTo(new Money(2500, EUR));
        assertThat(of(promise).state()).isEqualTo(MakeGood.State.GROWING);
        promises.claim(cast.as(cast.asha), promise.id(), null, "repaired");
        assertThat(of(promise).state()).isEqualTo(MakeGood.State.OWED);
    }

    @Test
    void aWordThatIsKeptOrThatNobodyToldTheCustomerGrantsNothing() {
        rule(2500, 0, null);
        var promise = word(Duration.ofHours(2));
        promises.claim(cast.as(cast.asha), promise.id(), null, "repaired");
        letTimePass(Duration.ofDays(3));
        assertThat(makeGoods.ofChain(promise.words().chain())).isEmpty();
    }

    @Test
    void theApologyNamesWhatTheCustomerGetsInTheSameMail() {
        rule(2500, 0, null);
        var promise = broken();
        assertThat(
                        jdbc.sql(
                                        """
                                        select convert_from(raw, 'UTF8') from outgoing_mail
                                         where about = ? and subject like 'We broke our word%'
                                        """)
                                .param(promise.id())
                                .query(String.class)
                                .list())
                .singleElement()
                .asString()
                .contains("25.00");
    }

    @Test
    void eachDayOfDelayAddsUntilItIsDoneAndAtMostTheCap() {
        rule(0, 800, 2000L);
        var promise = broken();
        letTimePass(Duration.ofDays(1));
        assertThat(of(promise).total().minor()).isEqualTo(800);
        letTimePass(Duration.ofDays(1));
        assertThat(of(promise).total().minor()).isEqualTo(1600);
        letTimePass(Duration.ofDays(5));
        assertThat(of(promise).total().minor()).isEqualTo(2000);
    }

    @Test
    void aDeliveryEndsTheDelayAndADisputeResumesIt() {
        rule(0, 800, null);
        var promise = broken();
        letTimePass(Duration.ofDays(1));
        promises.claim(cast.as(cast.asha), promise.id(), null, "repaired");
        letTimePass(Duration.ofDays(1));
        assertThat(of(promise).total().minor()).isEqualTo(800);
        promises.disputeByCustomer(
                Objects.requireNonNull(promise.words().customerId()), promise.id(), "still dead");
        assertThat(of(promise).total().minor()).isEqualTo(1600);
        letTimePass(Duration.ofDays(1));
        assertThat(of(promise).total().minor()).isEqualTo(2400);
    }

    @Test
    void aSecondMissOfTheSameMatterAddsToTheSameMakeGood() {
        rule(1000, 0, null);
        var first = broken();
        var second =
                promises.redate(
                        cast.as(cast.asha),
                        first.id(),
                        null,
                        clock.instant().plus(Duration.ofHours(5)),
                        null,
                        "the part is missing");
        letTimePass(Duration.ofHours(6));
        assertThat(second.words().chain()).isEqualTo(first.words().chain());
        assertThat(of(first).total().minor()).isEqualTo(2000);
    }

    @Test
    void whateverIsFiredTwiceIsGrantedOnce() throws Exception {
        rule(1000, 800, null);
        var promise = broken();
        letTimePass(Duration.ofDays(2));
        long before = of(promise).total().minor();
        UUID id = of(promise).id();
        Callable<Boolean> again =
                () -> {
                    transaction.executeWithoutResult(_ ->
                            makeGoods.fire(
                                    new Timer("make-good", id, clock.instant()), clock.instant()));
                    return true;
                };
        try (var many = Executors.newFixedThreadPool(8)) {
            for (var done : many.invokeAll(IntStream.range(0, 64).mapToObj(_ -> again).toList())) {
                done.get();
            }
        }
        assertThat(of(promise).total().minor()).isEqualTo(before).isEqualTo(1000 + 2 * 800);
        assertThat(
                        jdbc.sql("select sum(minor) from make_good_part where make_good = ?")
                                .param(id)
                                .query(Long.class)
                                .single())
                .isEqualTo(before);
    }

    @Test
    void aboveOnesLimitASecondPersonAgreesWhoIsNotTheOneWhoAsked() {
        rule(1000, 0, null);
        var promise = broken();
        var small = makeGoods.add(cast.as(cast.asha), promise.id(), "20", "waited all day");
        assertThat(small.granted()).isTrue();
        var large = makeGoods.add(cast.as(cast.asha), promise.id(), "80", "a lost order");
        assertThat(large.granted()).isNull();
        assertThat(of(promise).total().minor()).isEqualTo(3000);
        assertThatThrownBy(() -> makeGoods.decide(cast.as(cast.asha), large.id(), true))
                .isInstanceOf(Refusal.class);
        makeGoods.decide(cast.as(cast.lena), large.id(), true);
        assertThat(of(promise).total().minor()).isEqualTo(11_000);
        assertThatThrownBy(() -> makeGoods.decide(cast.as(cast.olga), large.id(), false))
                .hasMessageContaining("decided");
        var own = makeGoods.add(cast.as(cast.lena), promise.id(), "150", "three weeks");
        assertThatThrownBy(() -> makeGoods.decide(cast.as(cast.lena), own.id(), true))
                .hasMessageContaining("second person");
        makeGoods.decide(cast.as(cast.olga), own.id(), false);
        assertThat(of(promise).total().minor()).isEqualTo(11_000);
    }

    @Test
    void manySmallAdditionsOfOnePersonCountAsOneLargeOne() {
        rule(1000, 0, null);
        var promise = broken();
        var asha = cast.as(cast.asha);
        assertThat(makeGoods.add(asha, promise.id(), "15", "waited all day").granted()).isTrue();
        assertThat(makeGoods.add(asha, promise.id(), "15", "and the next").granted()).isNull();
        assertThat(makeGoods.add(asha, promise.id(), "5", "and a call").granted()).isTrue();
        assertThat(of(promise).total().minor()).isEqualTo(3000);
    }

    @Test
    void oneAdditionIsGrantedOnceHoweverManyAgreeAtOnce() throws Exception {
        rule(1000, 0, null);
        var promise = broken();
        var asked = makeGoods.add(cast.as(cast.asha), promise.id(), "50", "a lost order");
        Callable<Boolean> agree =
                () -> {
                    try {
                        makeGoods.decide(cast.as(cast.olga), asked.id(), true);
                        return true;
                    } catch (Refusal _) {
                        return false;
                    }
                };
        int granted = 0;
        try (var many = Executors.newFixedThreadPool(8)) {
            for (var done : many.invokeAll(IntStream.range(0, 16).mapToObj(_ -> agree).toList())) {
                granted += done.get() ? 1 : 0;
            }
        }
        assertThat(granted).isEqualTo(1);
        assertThat(of(promise).total().minor()).isEqualTo(6000);
    }

    @Test
    void nothingIsOwedForAReasonOfTheRuleWithEvidenceOnly() {
        rule(1000, 0, null);
        var promise = broken();
        UUID id = of(promise).id();
        var lena = cast.as(cast.lena);
        assertThatThrownBy(() -> makeGoods.exclude(lena, id, "We were busy", "x"))
                .hasMessageContaining("The customer was not there");
        assertThatThrownBy(() -> makeGoods.exclude(lena, id, "The customer was not there", " "))
                .isInstanceOf(Refusal.class);
        makeGoods.exclude(lena, id, "The customer was not there", "card left at 14:10");
        assertThat(of(promise).state()).isEqualTo(MakeGood.State.EXCLUDED);
        assertThat(makeGoods.sentence(promise.words().chain(), Locale.UK)).isNull();
    }

    @Test
    void itIsPaidOnceAndOnlyWhenTheAmountIsFinal() {
        rule(0, 800, null);
        var promise = broken();
        letTimePass(Duration.ofDays(1));
        var lena = cast.as(cast.lena);
        assertThatThrownBy(() -> makeGoods.paid(lena, of(promise).id(), "SEPA 1"))
                .hasMessageContaining("not final");
        promises.claim(cast.as(cast.asha), promise.id(), null, "repaired");
        makeGoods.paid(lena, of(promise).id(), "SEPA 1");
        assertThat(of(promise).state()).isEqualTo(MakeGood.State.PAID);
        assertThatThrownBy(() -> makeGoods.paid(lena, of(promise).id(), "SEPA 2"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aWordThatWasRecordedInErrorOwesNothing() {
        rule(1000, 0, null);
        var promise = broken();
        promises.declareVoid(cast.as(cast.lena), promise.id(), null, "a test call");
        assertThat(of(promise).state()).isEqualTo(MakeGood.State.EXCLUDED);
    }

    @Test
    void aRuleOfTheUnitGoesBeforeOneForAllAndANewOneReplacesTheOld() {
        rule(1000, 0, null);
        rule(2000, 0, null);
        assertThat(makeGoods.policies().stream().filter(p -> p.kind().equals(kind))).hasSize(1);
        assertThat(of(broken()).total().minor()).isEqualTo(2000);
    }

    @Test
    void itsHistoryHoldsUnderVerification() {
        rule(1000, 800, null);
        var promise = broken();
        letTimePass(Duration.ofDays(1));
        makeGoods.add(cast.as(cast.asha), promise.id(), "5", "waited");
        assertThat(verification.verify().broken()).isEmpty();
        jdbc.sql("update make_good set version = version - 1 where id = ?")
                .param(of(promise).id())
                .update();
        assertThat(verification.verify().broken()).isNotEmpty();
        jdbc.sql("update make_good set version = version + 1 where id = ?")
                .param(of(promise).id())
                .update();
    }

    private long waitingTimers(MakeGood makeGood) {
        return jdbc.sql("select count(*) from timer where kind = 'make-good' and subject = ?")
                .param(makeGood.id())
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsGrantedIsNotLookedAtAgainOnceTheDelayIsOver() {
        rule(0, 500, null);
        var promise = broken();
        assertThat(waitingTimers(of(promise))).isEqualTo(1);
        promises.claim(cast.as(cast.asha), promise.id(), null, "repaired");
        assertThat(of(promise).state()).isEqualTo(MakeGood.State.OWED);
        assertThat(waitingTimers(of(promise))).isZero();
    }

    @Test
    void aWordThatWaitedForItsConditionAndIsConfirmedLateIsMadeGoodForInOneMove() {
        rule(1000, 500, null);
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "Repair");
        var promise =
                promises.give(
                        cast.as(cast.asha),
                        new NewPromise(
                                theCase.id(),
                                theCase.customerId(),
                                kind,
                                "Your line is repaired",
                                "web",
                                clock.instant().plus(Duration.ofHours(2)),
                                null,
                                null,
                                theCase.unit(),
                                null,
                                Visibility.CUSTOMER,
                                "once you send the photo"));
        letTimePass(Duration.ofDays(2));
        promises.confirm(cast.as(cast.asha), promise.id(), null);
        assertThat(of(promise).state()).isEqualTo(MakeGood.State.OWED);
        long days =
                java.time.temporal.ChronoUnit.DAYS.between(
                        promise.due().atZone(SettableClock.VIENNA).toLocalDate(),
                        clock.instant().atZone(SettableClock.VIENNA).toLocalDate());
        assertThat(of(promise).total()).isEqualTo(new Money(1000 + 500 * days, EUR));
        assertThat(waitingTimers(of(promise))).isZero();
    }

    @Test
    void nothingIsEarnedAheadOfTimeWhenAClaimIsDisputedBeforeTheDueTime() {
        rule(2500, 0, null);
        var promise = word(Duration.ofDays(2));
        promises.claim(cast.as(cast.asha), promise.id(), null, "repaired");
        promises.dispute(cast.as(cast.asha), promise.id(), null, "It still drips.");
        assertThat(
                        jdbc.sql("select earned_at from make_good_part where make_good = ?")
                                .param(of(promise).id())
                                .query(java.time.OffsetDateTime.class)
                                .single()
                                .toInstant())
                .isBeforeOrEqualTo(clock.instant());
    }
}
