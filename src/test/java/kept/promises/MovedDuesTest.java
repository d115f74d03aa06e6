package kept.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.calendars.Calendars;
import kept.jobs.TimerEngine;
import kept.jobs.Timers;
import kept.journal.Journal;
import kept.journal.Verification;
import kept.teams.Teams;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// A country changes its rules of time after words were given.
@KeptTest
class MovedDuesTest {
    @Autowired Cast cast;
    @Autowired Promises promises;
    @Autowired MovedDueTable table;
    @Autowired PromiseTable promiseTable;
    @Autowired Calendars calendars;
    @Autowired Teams teams;
    @Autowired Journal journal;
    @Autowired Timers timers;
    @Autowired TimerEngine engine;
    @Autowired TransactionOperations transaction;
    @Autowired Verification verification;
    @Autowired Clock clock;
    @Autowired SettableClock wall;
    @Autowired JdbcClient jdbc;

    /// Rules by which clocks stay behind by an hour.
    private static final class Later extends Zones {
        private final String version;
        private final Duration by;

        Later(String version, Duration by) {
            this.version = version;
            this.by = by;
        }

        @Override
        String version() {
            return version;
        }

        @Override
        Instant instant(LocalDateTime local, ZoneId zone) {
            return super.instant(local, zone).plus(by);
        }
    }

    private MovedDues rules(Zones zones) {
        return new MovedDues(
                table, promiseTable, zones, calendars, teams, journal, timers, transaction, clock);
    }

    private Promise word(Duration ahead) {
        return cast.word(
                cast.phoneCaseOf(cast.customer("Meera Nair"), "Activation"),
                "A technician comes",
                clock.instant().plus(ahead));
    }

    private Promise now(Promise promise) {
        return promises.get(cast.as(cast.olga), promise.id());
    }

    @Test
    void aWordKeepsItsTimeOnTheWallWhenTheRulesOfItsZoneChange() {
        var word = word(Duration.ofDays(3));
        var hour = Duration.ofHours(1);
        assertThat(rules(new Later("2099a", hour)).recount()).isPositive();
        var moved = now(word);
        assertThat(moved.due()).isEqualTo(word.due().plus(hour));
        assertThat(moved.times().firstDue()).isEqualTo(word.times().firstDue());
        assertThat(promises.history(cast.as(cast.olga), word.id()).getLast().kind())
                .isEqualTo("promise.dueMoved");
        assertThat(rules(new Later("2099a", hour)).latest(cast.as(cast.olga)))
                .anySatisfy(one -> {
                    assertThat(one.promise()).isEqualTo(word.id());
                    assertThat(one.before()).isEqualTo(word.due());
                    assertThat(one.after()).isEqualTo(moved.due());
                });
        assertThat(rules(new Later("2099a", hour)).recount()).as("once for each version").isZero();

        wall.passTo(word.due().plusSeconds(60));
        while (engine.turn() > 0) {}
        assertThat(now(word).state()).isEqualTo(State.AT_RISK);
        wall.passTo(moved.due());
        while (engine.turn() > 0) {}
        assertThat(now(word).state()).isEqualTo(State.BROKEN);
        assertThat(verification.verify().broken()).isEmpty();
    }

    @Test
    void aLengthOfTimeAndRulesThatSayTheSameMoveNothing() {
        var length =
                promises.give(
                        cast.as(cast.asha),
                        new NewPromise(
                                null,
                                null,
                                "callback",
                                "We call you in two days",
                                "web",
                                null,
                                Duration.ofDays(2),
                                null,
                                cast.frontDesk.id(),
                                null,
                                Visibility.INTERNAL,
                                null));
        rules(new Later("2099b", Duration.ofHours(1))).recount();
        assertThat(now(length)).isEqualTo(length);
        var word = word(Duration.ofDays(2));
        rules(new Later("2099c", Duration.ZERO)).recount();
        assertThat(now(word).due()).isEqualTo(word.due());
        assertThat(now(word).version()).isEqualTo(word.version());
    }
}
