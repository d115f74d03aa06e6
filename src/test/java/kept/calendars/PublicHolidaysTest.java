package kept.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;

class PublicHolidaysTest {
    @Test
    void countriesComeByNameInTheReadersLanguage() {
        assertThat(PublicHolidays.countries(Locale.ENGLISH))
                .containsEntry("Austria", "AT")
                .containsEntry("United States", "US")
                .hasSizeGreaterThan(60);
        assertThat(PublicHolidays.countries(Locale.GERMAN)).containsEntry("Österreich", "AT");
    }

    @Test
    void partsOfACountryHaveHolidaysOfTheirOwn() {
        var epiphany = LocalDate.of(2027, 1, 6);
        assertThat(PublicHolidays.subdivisions("DE")).contains("BY", "BE");
        assertThat(PublicHolidays.in("DE", "BY", 2027)).containsEntry(epiphany, "Epiphany");
        assertThat(PublicHolidays.in("DE", "BE", 2027)).doesNotContainKey(epiphany);
        assertThat(PublicHolidays.in("DE", null, 2027)).doesNotContainKey(epiphany);
    }

    @Test
    void movableHolidaysMove() {
        assertThat(PublicHolidays.in("AT", null, 2026)).containsKey(LocalDate.of(2026, 4, 6));
        assertThat(PublicHolidays.in("AT", null, 2027)).containsKey(LocalDate.of(2027, 3, 29));
    }

    @Test
    void holidayOnAWeekendIsAlsoKeptOnItsObservedDay() {
        assertThat(PublicHolidays.in("US", null, 2026))
                .containsKeys(LocalDate.of(2026, 7, 3), LocalDate.of(2026, 7, 4));
        assertThat(PublicHolidays.in("US", null, 2021)).containsKey(LocalDate.of(2021, 12, 31));
        assertThat(PublicHolidays.in("US", null, 2022)).containsKey(LocalDate.of(2022, 1, 1));
    }

    @Test
    void unknownCountryIsRefused() {
        assertThatThrownBy(() -> PublicHolidays.subdivisions("ZZ")).isInstanceOf(Refusal.class);
    }

    @Test
    void manyThreadsMayAskAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers =
                    threads.invokeAll(
                            IntStream.range(0, 64)
                                    .<Callable<Integer>>mapToObj(i ->
                                            () ->
                                                    PublicHolidays.in(
                                                                    i % 2 == 0 ? "FR" : "IT",
                                                                    null,
                                                                    2000 + i % 8)
                                                            .size())
                                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isGreaterThan(5);
            }
        }
    }
}
