package kept.forecasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    /// Given so many days ago, one after the other, each done after so many hours.
    private static List<Achieved> done(int count, int daysAgo, double hours) {
        var all = new ArrayList<Achieved>();
        for (int i = 0; i < count; i++) {
            var given = NOW.minus(Duration.ofDays(daysAgo)).plusSeconds(60L * i);
            all.add(new Achieved(given, given.plusSeconds((long) (hours * 3600)), null));
        }
        return all;
    }

    private static List<Achieved> open(int count, int daysAgo) {
        return done(count, daysAgo, 0).stream()
                .map(a -> new Achieved(a.givenAt(), null, null))
                .toList();
    }

    private static List<Achieved> both(List<Achieved> some, List<Achieved> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static Outlook of(List<Achieved> own) {
        return Outlook.at(NOW, own, own, WorkTime.WALL);
    }

    @Test
    void open_ones_count_against_a_date_as_long_as_they_have_lasted() {
        var without = of(done(20, 5, 24));
        var with = of(both(done(20, 5, 24), open(20, 5)));
        assertThat(without.doneWithin(48)).isEqualTo(1);
        assertThat(with.doneWithin(48)).isLessThan(0.6);
        assertThat(with.censored()).isEqualTo(20);
        assertThat(with.quantile(0.8)).isInfinite();
    }

    @Test
    void what_happened_lately_weighs_more() {
        var faster = of(both(done(50, 300, 40), done(50, 10, 4)));
        var slower = of(both(done(50, 300, 4), done(50, 10, 40)));
        assertThat(faster.doneWithin(10)).isGreaterThan(0.9);
        assertThat(slower.doneWithin(10)).isLessThan(0.1);
    }

    /// Those given before a change and still under way tell of the new pace from the age they had when it began.
    @Test
    void a_change_of_pace_is_followed_within_days_at_all_ages() {
        var all = new ArrayList<Achieved>();
        for (int day = 120; day > 3; day--) {
            all.addAll(done(20, day, 20));
        }
        all.addAll(done(80, 3, 40));
        all.addAll(done(80, 2, 40));
        all.addAll(open(80, 1));
        var outlook = of(all);
        assertThat(outlook.doneWithin(24)).isLessThan(0.35);
        assertThat(outlook.doneWithin(48)).isGreaterThan(0.9);
    }

    @Test
    void a_forecast_knows_nothing_that_came_later() {
        var known = both(done(20, 5, 24), open(5, 2));
        var later =
                both(
                        done(20, 5, 24),
                        both(
                                // done only tomorrow, and given only tomorrow
                                done(5, 2, 72), done(50, -1, 1)));
        var then = of(known);
        var hindsight = of(later);
        for (double hours : new double[] {1, 23, 24, 50, 80}) {
            assertThat(hindsight.doneWithin(hours)).isEqualTo(then.doneWithin(hours));
        }
        assertThat(hindsight.done()).isEqualTo(20);
    }

    @Test
    void a_small_history_leans_on_what_others_did_of_the_kind() {
        var others = done(200, 5, 30);
        var few = Outlook.at(NOW, done(2, 5, 3), both(others, done(2, 5, 3)), WorkTime.WALL);
        var many = Outlook.at(NOW, done(100, 5, 3), both(others, done(100, 5, 3)), WorkTime.WALL);
        assertThat(few.isOwn()).isFalse();
        assertThat(few.doneWithin(5)).isBetween(0.1, 0.5);
        assertThat(many.isOwn()).isTrue();
        assertThat(many.doneWithin(5)).isGreaterThan(0.8);
    }

    @Test
    void with_fewer_than_eight_done_anywhere_nothing_is_known() {
        assertThat(of(both(done(7, 5, 1), open(50, 5))).knows()).isFalse();
        assertThat(of(done(8, 5, 1)).knows()).isTrue();
    }

    @Test
    void one_under_way_and_old_is_less_likely_than_a_new_one() {
        var outlook = of(both(done(60, 20, 2), both(done(20, 20, 100), open(20, 20))));
        assertThat(outlook.doneWithin(24)).isGreaterThan(0.4);
        assertThat(outlook.doneWithin(24, 3)).isLessThan(0.05);
        assertThat(outlook.doneWithin(120, 3)).isBetween(0.4, 0.6);
    }

    @Test
    void one_that_is_not_done_falls_below_a_chance_when_those_like_it_were_done() {
        // a quarter each at 2, 10, 20 and 30 hours; due after 20
        var outlook =
                of(
                        both(
                                both(done(20, 5, 2), done(20, 5, 10)),
                                both(done(20, 5, 20), done(20, 5, 30))));
        assertThat(outlook.fallsBelow(0.9, 20)).isZero();
        // from 3 of 4 to 2 of 3 to 1 of 2 to none
        assertThat(outlook.fallsBelow(0.7, 20)).isEqualTo(2);
        assertThat(outlook.fallsBelow(0.6, 20)).isEqualTo(10);
        assertThat(outlook.fallsBelow(0.4, 20)).isEqualTo(20);
        assertThat(outlook.doneWithin(20, 2)).isLessThan(0.7);
        assertThat(outlook.doneWithin(20, 1.99)).isGreaterThanOrEqualTo(0.7);
    }

    @Test
    void one_that_everybody_would_have_done_falls_below_only_when_nobody_was_so_late() {
        assertThat(of(done(20, 5, 3)).fallsBelow(0.9, 20)).isEqualTo(3);
        // where most never are done, no age is early enough
        assertThat(of(both(done(10, 5, 3), open(90, 5))).fallsBelow(0.5, 20)).isZero();
    }

    @Test
    void the_chance_falls_with_age_and_falls_below_at_the_age_that_is_told() {
        var random = new java.util.Random(5);
        for (int round = 0; round < 200; round++) {
            var history = new ArrayList<Achieved>();
            for (int i = 0; i < 40; i++) {
                history.addAll(
                        random.nextInt(5) == 0
                                ? open(1, 1 + random.nextInt(30))
                                : done(1, 1 + random.nextInt(30), 1 + random.nextInt(400) / 10.0));
            }
            var outlook = of(history);
            double due = 1 + random.nextInt(40);
            double chance = 0.05 + random.nextDouble() * 0.9;
            double age = outlook.fallsBelow(chance, due);
            assertThat(outlook.doneWithin(due, age)).as("round %d", round).isLessThan(chance);
            if (age > 0) {
                assertThat(outlook.doneWithin(due, age - 1e-6))
                        .as("round %d", round)
                        .isGreaterThanOrEqualTo(chance - 1e-9);
            }
        }
    }

    @Test
    void days_with_much_open_are_judged_by_days_with_much_open() {
        var calm = new ArrayList<Achieved>();
        for (int day = 1; day <= 40; day++) {
            calm.addAll(done(1, day, 2));
        }
        var rush = done(60, 12, 60);
        var history = both(calm, rush);
        double quiet = of(history).doneWithin(10);
        double busy = of(both(history, open(60, 0))).doneWithin(10);
        assertThat(busy).isLessThan(quiet);
    }

    @Test
    void what_was_open_when_it_was_exported_is_known_only_until_then() {
        var given = NOW.minus(Duration.ofDays(30));
        var exported =
                done(10, 30, 24).stream()
                        .map(a -> new Achieved(given, null, given.plus(Duration.ofHours(1))))
                        .toList();
        assertThat(of(both(done(20, 30, 24), exported)).doneWithin(48)).isEqualTo(1);
        assertThat(of(exported).waiting()).isZero();
    }
}
