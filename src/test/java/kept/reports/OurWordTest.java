package kept.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.jobs.TimerEngine;
import kept.kernel.Refusal;
import kept.promises.NewPromise;
import kept.promises.Promises;
import kept.promises.Visibility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class OurWordTest {
    @Autowired Cast cast;
    @Autowired OurWords words;
    @Autowired OurWordTable table;
    @Autowired Promises promises;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;

    private Instant from = Instant.EPOCH;
    private UUID customer = UUID.randomUUID();

    @BeforeEach
    void newTime() {
        clock.pass(Duration.ofDays(1));
        from = clock.instant();
        customer = cast.customer("Meera Nair").id();
    }

    private void given(String kind, int kept, int missed, Visibility visibility) {
        for (int i = 0; i < kept + missed; i++) {
            var word =
                    promises.give(
                            cast.as(cast.asha),
                            new NewPromise(
                                    null,
                                    visibility == Visibility.CUSTOMER ? customer : null,
                                    kind,
                                    "You get it",
                                    "web",
                                    clock.instant().plus(Duration.ofHours(1)),
                                    null,
                                    null,
                                    cast.frontDesk.id(),
                                    null,
                                    visibility,
                                    null));
            if (i < kept) {
                promises.confirm(cast.as(cast.asha), word.id(), null);
            }
        }
        clock.pass(Duration.ofHours(2));
        while (timers.turn() > 0) {}
    }

    @Test
    void aKindWithFewerThanTenIsNeverShownAndTheTotalDoesNotGiveItAway() {
        given("visit", 8, 4, Visibility.CUSTOMER);
        given("refund", 0, 9, Visibility.CUSTOMER);
        given("secret", 30, 0, Visibility.INTERNAL);
        var lines = table.lines(from, clock.instant());
        assertThat(lines).extracting(OurWord.Line::kind).containsExactly("visit", "");
        assertThat(lines)
                .allSatisfy(line -> {
                    assertThat(line.ended()).isEqualTo(12);
                    assertThat(line.firstShare()).isEqualTo(67);
                    assertThat(line.missed()).isEqualTo(4);
                });
    }

    @Test
    void rareKindsTogetherAreOneLineOnceTheyAreTen() {
        given("visit", 5, 0, Visibility.CUSTOMER);
        given("refund", 0, 5, Visibility.CUSTOMER);
        var lines = table.lines(from, clock.instant());
        assertThat(lines).extracting(OurWord.Line::kind).containsExactly("Other things", "");
        assertThat(lines.getLast().keptShare()).isEqualTo(50);
    }

    @Test
    void nobodyReadsItUntilTheOwnerShowsIt() {
        assertThatThrownBy(() -> words.open())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not show");
        assertThatThrownBy(() -> words.show(cast.as(cast.lena), true)).isInstanceOf(Refusal.class);
        words.show(cast.as(cast.olga), true);
        assertThat(words.open().year().to()).isEqualTo(words.open().month().to());
        words.show(cast.as(cast.olga), false);
        assertThatThrownBy(() -> words.open()).isInstanceOf(Refusal.class);
    }

    @Test
    void itTellsOfWholeMonthsInTheZoneOfTheHouse() {
        var month =
                LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA)
                        .toLocalDate()
                        .plusMonths(1)
                        .withDayOfMonth(1);
        clock.passTo(month.atTime(0, 30));
        assertThat(words.word().month().to()).isEqualTo(month);
        assertThat(words.word().month().from()).isEqualTo(month.minusMonths(1));
        assertThat(words.word().year().from()).isEqualTo(month.minusYears(1));
        assertThat(
                        new OurWord.Span(
                                        LocalDate.of(2025, 11, 1),
                                        LocalDate.of(2026, 11, 1),
                                        null,
                                        java.util.List.of())
                                .words())
                .isEqualTo("November 2025 to October 2026");
    }
}
