package kept.makegood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import kept.calendars.Block;
import kept.calendars.WorkCalendar;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Currency EUR = Currency.getInstance("EUR");

    private static WorkCalendar calendar() {
        var week = new EnumMap<DayOfWeek, List<Block>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
                week.put(day, List.of(new Block(LocalTime.of(9, 0), LocalTime.of(17, 0))));
            }
        }
        return new WorkCalendar(
                UUID.randomUUID(), "Week", VIENNA, week, null, null, Map.of(), Map.of());
    }

    private static Policy policy(
            long fixed, List<DailyRate> days, boolean workingDays, @Nullable Long cap) {
        return new Policy(
                UUID.randomUUID(),
                "Too late",
                "repair",
                null,
                EUR,
                fixed,
                days,
                workingDays,
                cap,
                List.of(),
                null,
                "a test",
                Instant.EPOCH);
    }

    private static Instant vienna(int month, int day, int hour) {
        return LocalDateTime.of(2026, month, day, hour, 0).atZone(VIENNA).toInstant();
    }

    private static long sum(Policy policy, Instant due, Instant until) {
        return policy.forDelay(due, until, calendar()).stream().mapToLong(Policy.Part::minor).sum();
    }

    @Test
    void aDayOfDelayCountsWhenItBeginsWhereTheUnitWorks() {
        var policy = policy(0, List.of(new DailyRate(1, 800)), false, null);
        assertThat(sum(policy, vienna(3, 2, 17), vienna(3, 2, 23))).isZero();
        assertThat(sum(policy, vienna(3, 2, 17), vienna(3, 3, 0))).isEqualTo(800);
        assertThat(sum(policy, vienna(3, 2, 17), vienna(3, 5, 9))).isEqualTo(2400);
    }

    @Test
    void theNightInWhichTheClocksChangeIsOneDayLikeAnyOther() {
        var policy = policy(0, List.of(new DailyRate(1, 100)), false, null);
        assertThat(sum(policy, vienna(3, 28, 12), vienna(3, 30, 0))).isEqualTo(200);
        assertThat(sum(policy, vienna(10, 24, 12), vienna(10, 26, 0))).isEqualTo(200);
    }

    @Test
    void aLaterRateReplacesTheOneBefore() {
        var policy = policy(0, List.of(new DailyRate(3, 1000), new DailyRate(1, 500)), false, null);
        assertThat(sum(policy, vienna(3, 2, 12), vienna(3, 6, 12)))
                .isEqualTo(500 + 500 + 1000 + 1000);
    }

    @Test
    void onlyWorkingDaysCountWhereTheRuleSaysSo() {
        var policy = policy(0, List.of(new DailyRate(1, 100)), true, null);
        // from Friday noon to Monday noon
        assertThat(sum(policy, vienna(3, 6, 12), vienna(3, 9, 12))).isEqualTo(100);
    }

    @Test
    void nothingIsGrantedAboveTheCap() {
        var policy = policy(0, List.of(new DailyRate(1, 800)), false, 2000L);
        assertThat(policy.below(1600, 800)).isEqualTo(400);
        assertThat(policy.below(2000, 800)).isZero();
        assertThat(policy.capped(2000)).isTrue();
    }

    @Test
    void aRuleThatGrantsNothingIsRefused() {
        assertThatThrownBy(() -> policy(0, List.of(), false, null)).isInstanceOf(Refusal.class);
    }

    @Test
    void amountsAreReadExactlyAndWrittenAsPeopleWriteThem() {
        assertThat(Money.parse(" 9,50 ", EUR).minor()).isEqualTo(950);
        assertThat(Money.parse("1200", Currency.getInstance("JPY")).minor()).isEqualTo(1200);
        assertThat(new Money(3119, Currency.getInstance("GBP")).text(Locale.UK))
                .isEqualTo("£31.19");
        for (String wrong : List.of("", "ten", "-1", "0.001", "1e99", "NaN")) {
            assertThatThrownBy(() -> Money.parse(wrong, EUR)).as(wrong).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void theShippedProfilesNameTheirSourceAndAreWholeRules() {
        for (String name : Profile.shipped()) {
            var profile = Profile.named(name);
            assertThat(profile.source()).matches(".*\\b20\\d\\d\\b.*");
            assertThat(profile.policies(Instant.EPOCH))
                    .extracting(Policy::kind)
                    .containsExactlyInAnyOrder("repair", "appointment", "activation");
        }
        assertThatThrownBy(() -> Profile.named("../secret")).isInstanceOf(Refusal.class);
    }
}
