package kept.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kept.Cast;
import kept.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A lead plans the day of his line.
@Story
class StaffingPageTest {
    @Autowired Cast cast;
    @Autowired SettableClock clock;

    @Test
    void a_lead_brings_a_history_and_sees_how_many_people_the_day_needs() {
        try (var browser = Browser.open()) {
            var page = browser.signedIn(cast.lena, 1280, false);
            page.navigate(Browser.url("/reports/word"));
            page.getByRole(AriaRole.LINK, named("Staffing")).click();
            page.waitForURL("**/staffing");
            assertThat(page.textContent("main")).contains("Nothing is known yet");

            var bring = page.locator("form[action='/staffing/arrivals']");
            bring.getByLabel("Queue").fill("Breakdowns");
            bring.getByLabel("Lines of").fill("tomorrow,many,long\nlater,many,long");
            bring.getByRole(AriaRole.BUTTON).click();
            page.waitForSelector("#toasts .notice");
            assertThat(page.textContent("#toasts")).contains("Line 2 ");

            bring.getByLabel("Lines of").fill(history());
            bring.getByRole(AriaRole.BUTTON).click();
            page.waitForURL("**/staffing?unit=*");
            page.waitForSelector("[data-people] canvas");
            assertThat(page.locator("main tbody tr th:has-text('12:30')").count()).isPositive();
            assertThat(page.textContent("main"))
                    .contains("people on duty at the busiest")
                    .contains("simulated days")
                    .contains("days was forecast from the days before it");
            // the browser tells of the refusal too
            assertThat(browser.complaints()).allMatch(said -> said.contains("422"));
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {1280, 390}) {
                    var seen = browser.signedIn(cast.lena, width, dark);
                    seen.navigate(page.url());
                    seen.waitForSelector("[data-calls] canvas");
                    assertThat(Browser.barriers(seen)).isEmpty();
                    assertThat(seen.evaluate("document.documentElement.scrollWidth > innerWidth"))
                            .isEqualTo(false);
                    seen.context().close();
                }
            }
        }
    }

    @Test
    void what_cannot_be_planned_is_said_beside_the_form_and_nothing_typed_is_lost() {
        try (var browser = Browser.open()) {
            var page = browser.signedIn(cast.olga, 1280, false);
            page.navigate(Browser.url("/staffing?calls=40+55&unit=" + cast.network.id()));
            assertThat(page.textContent("main")).contains("by chance alone");
            for (var wrong :
                    List.of(
                            List.of("Service level", "120", "from 1 to 99.9 percent"),
                            List.of("answered within", "soon", "time to answer as a number"),
                            List.of("Handling time", "0", "from 1 to 7,200 seconds"),
                            List.of("Callers' patience", "-3", "from 1 to 3,600 seconds"),
                            List.of("Shrinkage", "95", "from 0 to 90 percent"),
                            List.of("First interval", "9", "starts as 09:00"),
                            List.of("Calls in each", "40 -1", "from 0 to 100,000 calls"))) {
                page.reload();
                page.getByLabel(wrong.get(0)).fill(wrong.get(1));
                page.getByRole(AriaRole.BUTTON, named("Work it out")).click();
                page.waitForSelector("#toasts .notice");
                assertThat(page.textContent("#toasts")).contains(wrong.get(2));
                assertThat(page.getByLabel(wrong.get(0)).inputValue()).isEqualTo(wrong.get(1));
            }
        }
    }

    @Test
    void an_agent_is_not_shown_the_page() {
        try (var browser = Browser.open()) {
            var page = browser.signedIn(cast.asha, 1280, false);
            page.navigate(Browser.url("/reports/word"));
            assertThat(page.getByRole(AriaRole.LINK, named("Staffing")).count()).isZero();
            var answer = page.navigate(Browser.url("/staffing"));
            assertThat(answer).isNotNull().returns(403, com.microsoft.playwright.Response::status);
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /// Twelve weeks of working days from nine to five, busiest before noon, some busier than others.
    private String history() {
        var lines = new ArrayList<String>(List.of("interval_start,offered,handle_seconds"));
        LocalDate today = clock.instant().atZone(SettableClock.VIENNA).toLocalDate();
        for (var day = today.minusWeeks(12); day.isBefore(today); day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                double busy = 1 + 0.2 * Math.sin(day.toEpochDay() * 2.4);
                for (int half = 0; half < 16; half++) {
                    double shape = 20 + 30 * Math.exp(-Math.pow((half - 4) / 4.0, 2));
                    long calls =
                            Math.round(busy * shape + 5 * Math.sin(half * 7.1 + day.toEpochDay()));
                    lines.add(
                            "%sT%02d:%02d,%d,%d"
                                    .formatted(day, 9 + half / 2, half % 2 * 30, calls, 215));
                }
            }
        }
        return String.join("\n", lines);
    }
}
