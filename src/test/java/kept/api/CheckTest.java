package kept.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.accounts.Accounts;
import kept.journal.Actor;
import kept.teams.Teams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What is asked of a date that cannot be, by API and by form: a sentence that says what to do.
@KeptTest
class CheckTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired Cast cast;
    @Autowired Accounts accounts;
    @Autowired Teams teams;
    @Autowired SettableClock clock;
    @LocalServerPort int port;
    private String token = "";

    @BeforeEach
    void token() {
        token = accounts.makeToken(cast.as(cast.olga), "test");
    }

    private HttpResponse<String> check(String unit, String dueAt) throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + port + "/api/v1/promises/check"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"kind\":\"never seen\",\"unit\":\"%s\",\"dueAt\":\"%s\"}"
                                                .formatted(unit, dueAt)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> form(String due) throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/check?unit=%s&kind=visit&due=%s"
                                                .formatted(
                                                        port,
                                                        encoded(cast.frontDesk.name()),
                                                        encoded(due))))
                        .header(
                                "Cookie",
                                "kept="
                                        + accounts.signIn(
                                                cast.asha.email(), Cast.PASSWORD, "check", "test"))
                        .header("HX-Request", "true")
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void a_date_in_the_past_is_refused() throws Exception {
        var answer = check(cast.frontDesk.name(), clock.instant().minusSeconds(1).toString());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("A promise lies ahead: give a time in the future.");
    }

    @Test
    void a_date_that_does_not_exist_or_names_no_zone_is_refused() throws Exception {
        for (String dueAt : new String[] {"2027-02-30T10:00:00Z", "2027-03-01T10:00:00", "soon"}) {
            var answer = check(cast.frontDesk.name(), dueAt);
            assertThat(answer.statusCode()).as(dueAt).isEqualTo(400);
            assertThat(answer.body())
                    .as(dueAt)
                    .contains("dueAt")
                    .contains("it should be a time such as 2026-03-02T16:00:00Z");
        }
    }

    @Test
    void a_unit_without_a_calendar_of_its_own_works_in_the_hours_of_the_house() throws Exception {
        var unit =
                teams.addUnit(
                        Actor.KEPT,
                        "Without a calendar",
                        null,
                        Duration.ofHours(2),
                        Duration.ofHours(8));
        var answer = check(unit.name(), clock.instant().plus(Duration.ofDays(3)).toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"unknown\"", "Nobody here has done a never seen yet");
    }

    @Test
    void a_unit_that_does_not_exist_is_told_with_those_that_do() throws Exception {
        var answer = check("Moon base", clock.instant().plus(Duration.ofDays(3)).toString());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Take one of:").contains(cast.frontDesk.name());
    }

    @Test
    void a_form_tells_what_is_wrong_with_a_time() throws Exception {
        assertThat(form("2027-02-30T10:00").body()).contains("There is no day 2027-02-30");
        assertThat(form("2027-03-28T02:30").body())
                .contains("clocks go from 02:00 to 03:00 in Europe/Vienna")
                .contains("Give 03:30");
        assertThat(form("2020-03-01T10:00").body()).contains("A promise lies ahead");
        assertThat(form("").body()).contains("Give day and time, for example");
    }
}
