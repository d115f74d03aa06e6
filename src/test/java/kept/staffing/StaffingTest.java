package kept.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import kept.Cast;
import kept.KeptTest;
import kept.kernel.Refusal;
import kept.teams.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@KeptTest
class StaffingTest {
    private static final LocalDate LATER = LocalDate.of(2026, 2, 10);

    @Autowired Cast cast;
    @Autowired Staffing staffing;

    private Unit line;

    @BeforeEach
    void newLine() {
        line = cast.newUnit("Line");
    }

    private Arrivals arrivals(int minutes) {
        return staffing.arrivals(cast.as(cast.olga), line.id(), "main", LATER, minutes);
    }

    private int importing(String csv) {
        return staffing.importCsv(cast.as(cast.olga), line.id(), " main ", csv);
    }

    @Test
    void what_is_recorded_adds_to_its_quarter_of_an_hour() {
        Instant nine = Instant.parse("2026-02-02T08:00:00Z");
        staffing.record(new Arrival(line.id(), "main", nine, 1, 1, 0, 100, 20));
        staffing.record(new Arrival(line.id(), "main", nine.plusSeconds(899), 1, 0, 1, 0, 0));
        staffing.record(new Arrival(line.id(), "main", nine.plusSeconds(900), 1, 1, 0, 200, 0));
        var day = arrivals(15).days().firstEntry().getValue();
        assertThat(day.offered()[36]).isEqualTo(2);
        assertThat(day.offered()[37]).isEqualTo(1);
        assertThat(day.handled()).isEqualTo(2);
        assertThat(day.handleSeconds()).isEqualTo(320);
        assertThat(staffing.queues(cast.as(cast.olga), line.id())).containsExactly("main");
    }

    @Test
    void a_history_is_taken_in_and_may_come_twice() {
        String csv =
                """
                interval_start,offered,handle_seconds
                2026-02-02T09:00,42,180
                "2026-02-02 09:30";40;"190"

                2026-02-02T10:00:00+01:00,10,60
                2026-02-02T09:15:00Z\t2\t60
                """;
        assertThat(importing(csv)).isEqualTo(4);
        assertThat(importing("\uFEFF" + csv)).isEqualTo(4);
        var day = arrivals(15).days().firstEntry().getValue();
        assertThat(day.total()).isEqualTo(94);
        assertThat(day.offered()[36]).isEqualTo(42);
        assertThat(day.offered()[38]).isEqualTo(40);
        assertThat(day.offered()[40]).isEqualTo(10);
        assertThat(day.offered()[41]).isEqualTo(2);
        assertThat(day.handleSeconds()).isEqualTo(42 * 180 + 40 * 190 + 12 * 60);
    }

    @Test
    void a_history_of_half_hours_is_not_shown_in_quarters() {
        importing("2026-02-02T09:00,42,180\n2026-02-02T09:30,42,180");
        assertThat(arrivals(15).grid().minutes()).isEqualTo(30);
        assertThat(arrivals(60).grid().minutes()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|no line with figures",
                "interval_start,offered,handle_seconds|no line with figures",
                "2026-02-02T09:00,42|Line 1 has 2 fields",
                "2026-02-02T09:00,42,1,1|Line 1 has 4 fields",
                "yesterday at 9,42,180|no line with figures",
                "2026-02-02T09:00,4.5,180|Line 1 has no whole number where offered",
                "2026-02-02T09:00,-1,180|Line 1 cannot be taken. Give from 0 to 100,000 as offered",
                "2026-02-02T09:00,42,long|Line 1 has no number where handle_seconds",
                "2026-02-02T09:00,42,99999|Line 1 cannot be taken. Give from 0 to 7,200",
                "2026-02-32T09:00,42,180|Line 1 does not start with a time",
                "2026-02-02,42,180|Line 1 does not start with a time",
                "2026-03-29T02:30,42,180|Line 1 names a time that no clock in Europe/Vienna shows",
                "1026-03-02T09:00,42,180|Line 1 lies in the year 1026",
                "+999999999-01-01T00:00:00Z,42,180|no line with figures",
                "2026-02-02T09:00,999999999999,180|Line 1 has no whole number"
            })
    void what_cannot_be_read_is_told_with_its_line(String csv, String sentence) {
        assertThatThrownBy(() -> importing(csv))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence);
        assertThat(staffing.queues(cast.as(cast.olga), line.id())).isEmpty();
    }

    @Test
    void nothing_is_taken_of_a_history_that_goes_wrong_somewhere() {
        assertThatThrownBy(() -> importing("2026-02-02T09:00,42,180\nx,42,180"))
                .hasMessageContaining("Line 2");
        assertThat(arrivals(30).days()).isEmpty();
    }

    @Test
    void only_who_leads_a_unit_sees_and_changes_its_figures() {
        assertThatThrownBy(() -> staffing.queues(cast.as(cast.asha), cast.frontDesk.id()))
                .hasMessageContaining("Only a lead");
        assertThat(staffing.queues(cast.as(cast.lena), cast.frontDesk.id())).doesNotContain("main");
        assertThatThrownBy(() -> staffing.queues(cast.as(cast.lena), line.id()))
                .hasMessageContaining("not yours");
        assertThatThrownBy(() ->
                        staffing.importCsv(
                                cast.as(cast.lena), line.id(), "main", "2026-02-02T09:00,42,180"))
                .hasMessageContaining("not yours");
    }

    @Test
    void a_queue_has_a_name() {
        for (String name : new String[] {"", " ", "a\nb", "x".repeat(61)}) {
            assertThatThrownBy(() -> Arrival.name(name)).isInstanceOf(Refusal.class);
        }
        assertThat(Arrival.name(" Störungen ")).isEqualTo("Störungen");
    }
}
