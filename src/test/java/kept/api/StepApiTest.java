package kept.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.accounts.Accounts;
import kept.teams.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Steps through the API, as the programs of two units use it.
@KeptTest
class StepApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired Cast cast;
    @Autowired Accounts accounts;
    @Autowired SettableClock clock;
    @LocalServerPort int port;

    private final String kind = "line " + UUID.randomUUID();
    private final Map<UUID, String> tokens = new HashMap<>();

    record Answer(int status, JsonNode body) {
        String text(String pointer) {
            return body.at(pointer).asString();
        }
    }

    private Answer call(Person as, String method, String path, String body, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + tokenOf(as))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()));
    }

    /// One for each, so that a call with the same key comes from the same program.
    private String tokenOf(Person person) {
        return tokens.computeIfAbsent(
                person.id(),
                _ -> {
                    String secret = UUID.randomUUID() + "-" + UUID.randomUUID();
                    accounts.takeToken(person, secret);
                    return secret;
                });
    }

    private Answer template(String steps) throws Exception {
        return call(
                cast.olga,
                "POST",
                "/api/v1/step-templates",
                "{\"kind\":\"%s\",\"steps\":[%s]}".formatted(kind, steps));
    }

    private Answer promise(Duration ahead) throws Exception {
        return call(
                cast.asha,
                "POST",
                "/api/v1/promises",
                "{\"kind\":\"%s\",\"saidText\":\"Your line is connected\",\"dueAt\":\"%s\",\"unit\":\"%s\"}"
                        .formatted(kind, clock.instant().plus(ahead), cast.frontDesk.id()));
    }

    @Test
    void a_promise_is_backed_through_the_api() throws Exception {
        var made =
                template(
                        """
                        {"name": "Order", "unit": "%s", "work": "PT2H", "capacity": 100},
                        {"name": "Connect", "unit": "Network", "work": "PT4H", "needs": ["Order"], "answerWithin": "PT1H"}
                        """
                                .formatted(cast.frontDesk.id()));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/steps/1/needs/0")).isEqualTo("Order");
        assertThat(call(cast.vera, "GET", "/api/v1/step-templates", "").body().toString())
                .contains(kind);

        String promise = promise(Duration.ofDays(9)).text("/id");
        var plan = call(cast.asha, "GET", "/api/v1/promises/" + promise + "/steps", "");
        assertThat(plan.text("/backing")).isEqualTo("provisional");
        assertThat(plan.text("/provisionalUntil"))
                .isEqualTo(plan.text("/steps/1/answerBy"))
                .isNotEmpty();
        assertThat(plan.text("/steps/0/state")).isEqualTo("accepted");
        String connect = plan.text("/steps/1/id");
        String order = plan.text("/steps/0/id");

        var asked = call(cast.nils, "GET", "/api/v1/steps?unit=Network&state=asked&limit=200", "");
        assertThat(asked.body().get("items").toString()).contains(connect).doesNotContain(order);
        String path = "/api/v1/steps/" + connect;
        assertThat(call(cast.asha, "POST", path + "/acceptance", "").status()).isEqualTo(403);
        assertThat(call(cast.vera, "POST", path + "/acceptance", "").status()).isEqualTo(403);
        var taken = call(cast.nils, "POST", path + "/acceptance", "", "Idempotency-Key", connect);
        assertThat(taken.text("/state")).isEqualTo("accepted");
        assertThat(
                        call(
                                        cast.nils,
                                        "POST",
                                        path + "/acceptance",
                                        "",
                                        "Idempotency-Key",
                                        connect)
                                .body())
                .as("the same key gives the same answer")
                .isEqualTo(taken.body());
        assertThat(call(cast.nils, "POST", path + "/acceptance", "").status()).isEqualTo(409);

        var early = call(cast.nils, "POST", path + "/start", "");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("/detail")).contains("needs \"Order\" first");
        assertThat(call(cast.asha, "POST", "/api/v1/steps/" + order + "/done", "").text("/state"))
                .isEqualTo("done");
        assertThat(call(cast.nils, "POST", path + "/start", "").text("/state"))
                .isEqualTo("started");
        var slipped =
                call(
                        cast.nils,
                        "POST",
                        path + "/delay",
                        "{\"end\":\"%s\",\"reason\":\"snow\"}"
                                .formatted(clock.instant().plus(Duration.ofDays(12))));
        assertThat(slipped.body().get("red").asBoolean()).isTrue();
        var red = call(cast.asha, "GET", "/api/v1/promises/" + promise + "/steps", "");
        assertThat(red.text("/redAt")).isEqualTo(connect);
        assertThat(red.text("/redSince")).isEqualTo(clock.instant().toString());
    }

    @Test
    void a_refusal_names_its_reason_and_the_earliest_end() throws Exception {
        template("{\"name\": \"Connect\", \"unit\": \"Network\", \"work\": \"PT4H\"}");
        String promise = promise(Duration.ofDays(4)).text("/id");
        String step =
                call(cast.asha, "GET", "/api/v1/promises/" + promise + "/steps", "")
                        .text("/steps/0/id");
        String path = "/api/v1/steps/" + step + "/refusal";
        assertThat(call(cast.nils, "POST", path, "{\"reason\":\"full\"}").status()).isEqualTo(400);
        assertThat(
                        call(
                                        cast.nils,
                                        "POST",
                                        path,
                                        "{\"reason\":\" \",\"earliestEnd\":\"%s\"}"
                                                .formatted(
                                                        clock.instant().plus(Duration.ofDays(9))))
                                .status())
                .isEqualTo(422);
        assertThat(
                        call(
                                        cast.nils,
                                        "POST",
                                        path,
                                        "{\"reason\":\"full\",\"earliestEnd\":\"2001-01-01T00:00:00Z\"}")
                                .status())
                .isEqualTo(422);
        var refused =
                call(
                        cast.nils,
                        "POST",
                        path,
                        "{\"reason\":\"full\",\"earliestEnd\":\"%s\"}"
                                .formatted(clock.instant().plus(Duration.ofDays(9))));
        assertThat(refused.text("/state")).isEqualTo("refused");
        assertThat(
                        call(cast.asha, "GET", "/api/v1/promises/" + promise + "/steps", "")
                                .text("/backing"))
                .isEqualTo("refused");
        var asked =
                call(
                        cast.asha,
                        "POST",
                        "/api/v1/steps/" + step + "/asking",
                        "{\"unit\":\"%s\"}".formatted(cast.frontDesk.id()));
        assertThat(asked.text("/state")).isEqualTo("asked");
        assertThat(asked.text("/unit")).isEqualTo(cast.frontDesk.id().toString());
    }

    @Test
    void bad_templates_and_due_times_too_early_are_refused_in_sentences() throws Exception {
        assertThat(template("{\"name\":\"A\",\"unit\":\"Moon\",\"work\":\"PT1H\"}").status())
                .isEqualTo(422);
        var circle =
                template(
                        "{\"name\":\"A\",\"unit\":\"Network\",\"work\":\"PT1H\",\"needs\":[\"B\"]},{\"name\":\"B\",\"unit\":\"Network\",\"work\":\"PT1H\",\"needs\":[\"A\"]}");
        assertThat(circle.status()).isEqualTo(422);
        assertThat(circle.text("/detail")).contains("in a circle");
        assertThat(
                        template(
                                        "{\"name\":\"A\",\"unit\":\"Network\",\"work\":\"PT1H\",\"needs\":[\"Z\"]}")
                                .text("/detail"))
                .contains("no step has that name");
        assertThat(template("{\"name\":\"A\",\"unit\":\"Network\",\"work\":\"PT0S\"}").status())
                .isEqualTo(422);
        assertThat(template("").status()).isEqualTo(422);
        assertThat(promise(Duration.ofDays(4)).status()).isEqualTo(201);
        template("{\"name\":\"A\",\"unit\":\"Network\",\"work\":\"PT20H\"}");
        var early = promise(Duration.ofHours(5));
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.text("/detail")).contains("The earliest time that works is");
        assertThat(early.text("/field")).isEqualTo("dueAt");
        assertThat(call(cast.asha, "GET", "/api/v1/steps?state=odd", "").status()).isEqualTo(400);
    }
}
