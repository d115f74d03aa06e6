package kept.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTest {
    private static final List<String> OFFICE = List.of("09:00-12:30", "13:00-17:30");
    private static final List<String> ALWAYS = List.of("00:00-24:00");

    private final WorkCalendar vienna = office("Europe/Vienna", "AT");

    @Test
    void workGoesOnAfterLunchAndOnTheNextDay() {
        assertThat(plus(vienna, "2026-11-24T11:30", "PT2H")).isEqualTo("2026-11-24T14:00");
        assertThat(plus(vienna, "2026-11-24T17:00", "PT2H")).isEqualTo("2026-11-25T10:30");
    }

    @Test
    void workThatFillsABlockEndsWithIt() {
        assertThat(plus(vienna, "2026-11-24T09:00", "PT3H30M")).isEqualTo("2026-11-24T12:30");
        assertThat(plus(vienna, "2026-11-27T09:00", "PT8H")).isEqualTo("2026-11-27T17:30");
    }

    @Test
    void workThatStartsWhenClosedStartsAtTheNextOpening() {
        assertThat(plus(vienna, "2026-11-28T03:00", "PT1H")).isEqualTo("2026-11-30T10:00");
        assertThat(plus(vienna, "2026-11-24T12:45", "PT1H")).isEqualTo("2026-11-24T14:00");
    }

    @Test
    void noWorkTakesNoTime() {
        var night = at(vienna, "2026-11-28T03:00");
        assertThat(vienna.plus(night, Duration.ZERO)).isEqualTo(night);
        assertThat(vienna.nextOpen(night)).isEqualTo(at(vienna, "2026-11-30T09:00"));
    }

    @Test
    void negativeWorkIsABug() {
        assertThatThrownBy(() -> vienna.plus(Instant.EPOCH, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void publicHolidaysAreClosed() {
        // 8 December 2026, a Tuesday, is a holiday in Austria and none in Germany
        assertThat(plus(vienna, "2026-12-07T17:00", "PT1H")).isEqualTo("2026-12-09T09:30");
        var berlin = office("Europe/Berlin", "DE");
        assertThat(plus(berlin, "2026-12-07T17:00", "PT1H")).isEqualTo("2026-12-08T09:30");
        assertThat(vienna.holiday(LocalDate.of(2026, 12, 8))).hasValue("Immaculate Conception Day");
    }

    @Test
    void ownHolidaysAreClosedAndExceptionsOverruleAll() {
        var eve = LocalDate.of(2026, 12, 24);
        var newYear = LocalDate.of(2027, 1, 1);
        var sunday = LocalDate.of(2026, 12, 20);
        var monday = LocalDate.of(2026, 12, 21);
        var calendar =
                calendar(
                        "Europe/Vienna",
                        "AT",
                        week(OFFICE),
                        Map.of(eve, "Christmas Eve", newYear, "New Year"),
                        Map.of(
                                newYear, blocks("10:00-12:00"),
                                sunday, blocks("10:00-16:00"),
                                monday, List.of()));
        assertThat(calendar.isWorkingDay(eve)).isFalse();
        assertThat(calendar.close(eve)).isEmpty();
        assertThat(calendar.close(newYear)).hasValue(at(calendar, "2027-01-01T12:00"));
        assertThat(calendar.close(sunday)).hasValue(at(calendar, "2026-12-20T16:00"));
        assertThat(calendar.isWorkingDay(monday)).isFalse();
    }

    @Test
    void workingDaysSkipWeekendsAndHolidays() {
        var friday = LocalDate.of(2026, 12, 4);
        assertThat(vienna.plusWorkingDays(friday, 1)).isEqualTo("2026-12-07");
        assertThat(vienna.plusWorkingDays(friday, 2)).isEqualTo("2026-12-09");
        assertThat(vienna.plusWorkingDays(LocalDate.of(2026, 12, 9), -2)).isEqualTo(friday);
        assertThat(vienna.plusWorkingDays(friday, 0)).isEqualTo(friday);
        assertThat(vienna.plusWorkingDays(LocalDate.of(2026, 12, 5), 0)).isEqualTo("2026-12-07");
        assertThat(vienna.plusWorkingDays(LocalDate.of(2028, 2, 28), 1)).isEqualTo("2028-02-29");
    }

    @Test
    void thursdayByFiveIsFiveOnTheClockInSummerAndInWinter() {
        var summer = vienna.openOn(LocalDate.of(2026, 3, 26)).getLast().to();
        var winter = vienna.openOn(LocalDate.of(2026, 4, 2)).getLast().to();
        assertThat(Duration.between(summer, winter)).isEqualTo(Duration.ofHours(7 * 24 - 1));
        assertThat(LocalDateTime.ofInstant(winter, vienna.zone())).isEqualTo("2026-04-02T17:30");
    }

    @Test
    void nightShiftIsAnHourShorterInSpringAndLongerInAutumn() {
        var calendar = always("Europe/Vienna");
        assertThat(length(calendar, "2026-03-29")).isEqualTo(Duration.ofHours(23));
        assertThat(length(calendar, "2026-10-25")).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void edgeThatTheClockSkipsIsTheMomentOfTheJump() {
        var calendar = every("Europe/Vienna", "02:30-04:00");
        assertThat(calendar.openOn(LocalDate.of(2026, 3, 29)))
                .containsExactly(
                        new Interval(
                                Instant.parse("2026-03-29T01:00:00Z"),
                                Instant.parse("2026-03-29T02:00:00Z")));
        assertThat(every("Europe/Vienna", "02:00-03:00").openOn(LocalDate.of(2026, 3, 29)))
                .isEmpty();
    }

    @Test
    void edgeThatTheClockShowsTwiceOpensFirstAndClosesLast() {
        assertThat(every("Europe/Vienna", "02:15-02:45").openOn(LocalDate.of(2026, 10, 25)))
                .containsExactly(
                        new Interval(
                                Instant.parse("2026-10-25T00:15:00Z"),
                                Instant.parse("2026-10-25T01:45:00Z")));
    }

    @Test
    void repeatedHourCountsOnceWhenTwoBlocksShareIt() {
        var calendar = every("Europe/Vienna", "01:00-02:15", "02:45-04:00");
        assertThat(length(calendar, "2026-10-25")).isEqualTo(Duration.ofHours(4));
        assertThat(calendar.openOn(LocalDate.of(2026, 10, 25))).hasSize(1);
    }

    @Test
    void repeatedHourCountsOnceWhenTwoDaysShareIt() {
        // in Havana the clock goes back from one to midnight
        var calendar = always("America/Havana");
        var from = at(calendar, "2026-10-31T00:00");
        var to = at(calendar, "2026-11-02T00:00");
        assertThat(calendar.between(from, to)).isEqualTo(Duration.between(from, to));
        assertThat(calendar.plus(from, Duration.ofHours(49))).isEqualTo(to);
    }

    @Test
    void dayWithoutAMidnightStartsLater() {
        var calendar = always("America/Santiago");
        assertThat(calendar.openOn(LocalDate.of(2026, 9, 6)).getFirst().from())
                .isEqualTo(Instant.parse("2026-09-06T04:00:00Z"));
        assertThat(length(calendar, "2026-09-06")).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void dayThatSamoaSkippedIsNoWorkingDay() {
        var calendar = always("Pacific/Apia");
        assertThat(calendar.openOn(LocalDate.of(2011, 12, 30))).isEmpty();
        assertThat(calendar.plusWorkingDays(LocalDate.of(2011, 12, 29), 1)).isEqualTo("2011-12-31");
        var from = at(calendar, "2011-12-29T12:00");
        assertThat(calendar.plus(from, Duration.ofHours(24)))
                .isEqualTo(at(calendar, "2011-12-31T12:00"));
    }

    @Test
    void betweenIsNegativeBackwards() {
        var nine = at(vienna, "2026-11-24T09:00");
        var noon = at(vienna, "2026-11-24T12:00");
        assertThat(vienna.between(noon, nine)).isEqualTo(Duration.ofHours(-3));
        assertThat(vienna.between(nine, nine)).isZero();
    }

    @Test
    void openIncludesTheFirstMomentAndNotTheLast() {
        assertThat(vienna.isOpenAt(at(vienna, "2026-11-24T09:00"))).isTrue();
        assertThat(vienna.isOpenAt(at(vienna, "2026-11-24T12:30"))).isFalse();
        assertThat(vienna.isOpenAt(at(vienna, "2026-11-24T12:30").minusNanos(1))).isTrue();
    }

    @Test
    void calendarThatIsNeverOpenIsRefused() {
        assertThatThrownBy(() -> calendar("UTC", null, week(List.of()), Map.of(), Map.of()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("at least one block");
    }

    @Test
    void searchEndsWithASentence() {
        var once =
                calendar(
                        "UTC",
                        null,
                        Map.of(),
                        Map.of(),
                        Map.of(LocalDate.of(2026, 1, 1), blocks("09:00-10:00")));
        var later = Instant.parse("2026-02-01T00:00:00Z");
        assertThatThrownBy(() -> once.plus(later, Duration.ofHours(1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("10 years");
        assertThatThrownBy(() -> once.nextOpen(later)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> once.plusWorkingDays(LocalDate.of(2026, 1, 1), 1))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> vienna.plus(later, Duration.ofDays(100_000)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void calendarsThatSayTheSameAreEqual() {
        assertThat(office("Europe/Vienna", "AT")).isEqualTo(vienna);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9-17",
                "09:00",
                "09:00-",
                "-",
                "09:00-25:00",
                "24:00-24:00",
                "12:00-09:00",
                "09:00-09:00"
            })
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> Block.parse(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void blocksOfADayMayTouchButNotOverlap() {
        assertThat(every("UTC", "12:00-24:00", "09:00-12:00").week().get(DayOfWeek.MONDAY))
                .containsExactlyElementsOf(blocks("09:00-12:00", "12:00-24:00"));
        assertThatThrownBy(() -> every("UTC", "09:00-12:00", "11:59-13:00"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("09:00-12:00 and 11:59-13:00 overlap");
        assertThatThrownBy(() -> every("UTC", "09:00-24:00", "23:00-23:30"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void placesWithoutKnownHolidaysAreRefused() {
        assertThatThrownBy(() -> office("UTC", "XX")).hasMessageContaining("\"XX\"");
        assertThatThrownBy(() -> office("UTC", "at")).hasMessageContaining("\"at\"");
        assertThatThrownBy(() ->
                        new WorkCalendar(
                                new UUID(0, 1),
                                "x",
                                ZoneId.of("UTC"),
                                week(OFFICE),
                                "DE",
                                "XX",
                                Map.of(),
                                Map.of()))
                .hasMessageContaining("BY");
    }

    @Test
    void addingWorkIsQuick() {
        var from = at(vienna, "2026-11-24T17:00");
        var work = Duration.ofHours(8);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long since = System.nanoTime();
            for (int i = 0; i < 5_000; i++) {
                vienna.plus(from, work);
            }
            best = Math.min(best, (System.nanoTime() - since) / 5_000);
        }
        System.out.println("plus(8 h of work): " + best + " ns");
        assertThat(best).isLessThan(50_000);
    }

    private static String plus(WorkCalendar calendar, String from, String work) {
        var to = calendar.plus(at(calendar, from), Duration.parse(work));
        return LocalDateTime.ofInstant(to, calendar.zone()).toString();
    }

    private static Instant at(WorkCalendar calendar, String local) {
        return LocalDateTime.parse(local).atZone(calendar.zone()).toInstant();
    }

    private static Duration length(WorkCalendar calendar, String date) {
        return calendar.openOn(LocalDate.parse(date)).stream()
                .map(Interval::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static WorkCalendar office(String zone, String country) {
        return calendar(zone, country, week(OFFICE), Map.of(), Map.of());
    }

    private static WorkCalendar always(String zone) {
        return every(zone, ALWAYS.toArray(String[]::new));
    }

    private static WorkCalendar every(String zone, String... blocks) {
        var week = new HashMap<DayOfWeek, List<Block>>();
        for (var day : DayOfWeek.values()) {
            week.put(day, blocks(blocks));
        }
        return calendar(zone, null, week, Map.of(), Map.of());
    }

    private static Map<DayOfWeek, List<Block>> week(List<String> blocks) {
        var week = new HashMap<DayOfWeek, List<Block>>();
        for (var day : DayOfWeek.values()) {
            if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
                week.put(day, blocks(blocks.toArray(String[]::new)));
            }
        }
        return week;
    }

    private static List<Block> blocks(String... texts) {
        return List.of(texts).stream().map(Block::parse).toList();
    }

    private static WorkCalendar calendar(
            String zone,
            @Nullable String country,
            Map<DayOfWeek, List<Block>> week,
            Map<LocalDate, String> holidays,
            Map<LocalDate, List<Block>> exceptions) {
        return new WorkCalendar(
                new UUID(0, 1), "Test", ZoneId.of(zone), week, country, null, holidays, exceptions);
    }
}
