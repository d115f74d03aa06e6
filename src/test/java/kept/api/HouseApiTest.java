package kept.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import kept.Cast;
import kept.KeptTest;
import kept.accounts.Accounts;
import kept.accounts.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@KeptTest
class HouseApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired Cast cast;
    @Autowired Accounts accounts;
    @Autowired JdbcClient jdbc;
    @Autowired List<Route.Routes> routes;
    @LocalServerPort int port;
    private String token = "";

    record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

    @BeforeEach
    void token() {
        token = accounts.makeToken(cast.as(cast.olga), "test");
    }

    private Answer call(String method, String path, String body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()),
                response);
    }

    @Test
    void every_published_route_of_the_api_is_described_and_nothing_else() throws Exception {
        long start = System.nanoTime();
        var document = call("GET", "/api/openapi.json", "").body();
        System.out.printf(
                "OpenAPI made in %d ms%n", Duration.ofNanos(System.nanoTime() - start).toMillis());
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        var paths = document.get("paths");
        for (var route :
                routes.stream()
                        .flatMap(r -> r.all().stream())
                        .filter(r -> r.pattern().startsWith("/api/"))
                        .toList()) {
            assertThat(
                            paths.path(route.pattern())
                                    .has(route.method().toLowerCase(java.util.Locale.ROOT)))
                    .as(route.method() + " " + route.pattern())
                    .isTrue();
        }
        assertThat(paths.propertyNames()).allMatch(path -> path.startsWith("/api/"));
        assertThat(document.at("/components/schemas/PromiseBody/required").toString())
                .contains("saidText");
    }

    @Test
    void words_with_a_date_are_detected() throws Exception {
        var found =
                call(
                        "POST",
                        "/api/v1/promises/detect",
                        "{\"text\":\"Sorry. We will call you by Friday at 3pm.\",\"saidAt\":\"2026-03-02T08:00:00Z\",\"timeZone\":\"Europe/Vienna\",\"direction\":\"outbound\"}");
        assertThat(found.status()).isEqualTo(200);
        var item = found.body().at("/items/0");
        assertThat(item.get("dueAt").asString()).isEqualTo("2026-03-06T14:00:00Z");
        assertThat(item.get("kind").asString()).isEqualTo("callback");
        assertThat(item.get("undated").asBoolean()).isFalse();
        assertThat(call("POST", "/api/v1/promises/detect", "{\"words\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(
                        call(
                                        "POST",
                                        "/api/v1/promises/detect",
                                        "{\"text\":\"x\",\"timeZone\":\"Mars/Base\"}")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void a_check_without_a_record_is_honest_about_it() throws Exception {
        var answer =
                call(
                        "POST",
                        "/api/v1/promises/check",
                        "{\"kind\":\"moonshot\",\"dueAt\":\"2030-01-01T00:00:00Z\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("verdict").asString()).isEqualTo("unknown");
        assertThat(answer.body().at("/basedOn/n").asInt()).isZero();
        assertThat(
                        call(
                                        "POST",
                                        "/api/v1/promises/check",
                                        "{\"kind\":\"x\",\"dueAt\":\"2001-01-01T00:00:00Z\"}")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void a_calendar_is_made_and_changed_only_by_who_saw_it_last() throws Exception {
        String body =
                "{\"name\":\"%s\",\"zone\":\"Europe/Vienna\",\"weekly\":{\"monday\":[\"09:00-12:00\"]},\"country\":\"AT\"}";
        var made = call("POST", "/api/v1/calendars", body.formatted("Night shift"));
        assertThat(made.status()).isEqualTo(201);
        String path = "/api/v1/calendars/" + made.body().get("id").asString();
        var seen = call("GET", path, "");
        String etag = seen.raw().headers().firstValue("ETag").orElseThrow();
        assertThat(call("PUT", path, body.formatted("Day shift")).status()).isEqualTo(400);
        assertThat(call("PUT", path, body.formatted("Day shift"), "If-Match", etag).status())
                .isEqualTo(200);
        assertThat(call("PUT", path, body.formatted("Late shift"), "If-Match", etag).status())
                .isEqualTo(412);
        assertThat(
                        call(
                                        "POST",
                                        "/api/v1/calendars",
                                        body.formatted("X").replace("09:00-12:00", "12:00-09:00"))
                                .status())
                .isEqualTo(422);
        var unit =
                call(
                        "POST",
                        "/api/v1/units",
                        "{\"name\":\"Night desk\",\"calendar\":\"%s\"}"
                                .formatted(made.body().get("id").asString()));
        assertThat(unit.status()).isEqualTo(201);
        assertThat(call("GET", "/api/v1/units", "").body().toString()).contains("Night desk");
    }

    @Test
    void an_event_waits_in_the_outbox_for_each_webhook_that_hears_it() throws Exception {
        var made =
                call(
                        "POST",
                        "/api/v1/webhooks",
                        "{\"url\":\"https://shop.example/hooks\",\"events\":[\"promise.given\"]}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().get("secret").asString()).startsWith("whsec_");
        assertThat(call("GET", "/api/v1/webhooks", "").body().toString())
                .contains("shop.example")
                .doesNotContain("whsec_");
        call("POST", "/api/v1/promises", "{\"saidText\":\"We call\",\"dueIn\":\"PT4H\"}");
        assertThat(
                        jdbc.sql(
                                        "select count(*) from outbox o join webhook_delivery d on d.id = o.subject where o.kind = 'webhook' and d.event = 'promise.given'")
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        assertThat(call("POST", "/api/v1/webhooks", "{\"url\":\"https://a@b.example/\"}").status())
                .isEqualTo(422);
        assertThat(
                        call(
                                        "POST",
                                        "/api/v1/webhooks",
                                        "{\"url\":\"https://b.example/\",\"events\":[\"x\"]}")
                                .status())
                .isEqualTo(422);
        String path = "/api/v1/webhooks/" + made.body().get("id").asString();
        assertThat(call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(call("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void the_word_report_refuses_what_it_does_not_know() throws Exception {
        var report = call("GET", "/api/v1/reports/word?by=kind", "");
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body().get("total").has("keptOnFirst")).isTrue();
        assertThat(call("GET", "/api/v1/reports/word?by=colour", "").status()).isEqualTo(400);
        assertThat(call("GET", "/api/v1/reports/word?form=2026-01-01", "").status()).isEqualTo(400);
        assertThat(call("GET", "/api/v1/reports/word?from=2026-02-01&to=2026-01-01", "").status())
                .isEqualTo(400);
    }

    @Test
    void the_need_of_a_line_is_worked_out_from_the_figures_that_are_sent() throws Exception {
        String path = "/api/v1/staffing/need?callsPerHour=200&handleSeconds=180";
        var need = call("GET", path + "&serviceLevel=88&withinSeconds=20&shrinkage=30", "");
        assertThat(need.status()).isEqualTo(200);
        assertThat(need.body().get("agents").asInt()).isEqualTo(14);
        assertThat(need.body().get("people").asInt()).isEqualTo(20);
        assertThat(need.body().get("serviceLevel").asDouble()).isEqualTo(88.84);
        assertThat(need.body().get("averageSpeedOfAnswer").asDouble()).isEqualTo(7.84);
        assertThat(call("GET", path + "&patienceSeconds=60", "").body().get("abandoned").asDouble())
                .isPositive();
    }

    @Test
    void figures_that_make_no_line_are_refused_with_their_field() throws Exception {
        String path = "/api/v1/staffing/need?callsPerHour=200&handleSeconds=180";
        assertThat(call("GET", "/api/v1/staffing/need?handleSeconds=180", "").status())
                .isEqualTo(400);
        assertThat(call("GET", path + "&serviceLevel=high", "").status()).isEqualTo(400);
        assertThat(call("GET", path + "&colour=red", "").status()).isEqualTo(400);
        for (String wrong :
                List.of(
                        "serviceLevel=100",
                        "serviceLevel=NaN",
                        "withinSeconds=-1",
                        "patienceSeconds=0",
                        "shrinkage=95")) {
            var answer = call("GET", path + "&" + wrong, "");
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.body().get("detail").asString()).startsWith("Give a");
        }
    }
}
