package kept.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.accounts.Accounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@KeptTest
class ApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired Cast cast;
    @Autowired Accounts accounts;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired OnceRound round;
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

    private Answer post(String path, String body, String... headers) throws Exception {
        return call("POST", path, body, headers);
    }

    private JsonNode newCase() throws Exception {
        return post(
                        "/api/v1/cases",
                        """
                        {"customer": {"name": "Meera", "email": "api%s@example.com"}, "subject": "Line", "text": "dead", "channel": "phone"}\
                        """
                                .formatted(UUID.randomUUID().toString().substring(0, 8)))
                .body();
    }

    @Test
    void theSameKeyAndBodyAnswerAsTheFirstTimeAndHappenOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        String body =
                """
                {"customer": {"name": "Once Only", "email": "once%s@example.com"}, "subject": "Once", "text": "x"}\
                """
                        .formatted(key.substring(0, 8));
        Callable<Answer> call = () -> post("/api/v1/cases", body, "Idempotency-Key", key);
        var answers = new HashSet<String>();
        try (var callers = Executors.newFixedThreadPool(25)) {
            for (var done :
                    callers.invokeAll(IntStream.range(0, 50).mapToObj(_ -> call).toList())) {
                assertThat(done.get().status()).isEqualTo(201);
                answers.add(done.get().raw().body());
            }
        }
        assertThat(answers).hasSize(1);
        assertThat(
                        post(
                                        "/api/v1/cases",
                                        body.replace("Once\"", "Twice\""),
                                        "Idempotency-Key",
                                        key)
                                .status())
                .isEqualTo(422);
    }

    @Test
    void theAnswerToAKeyIsForgottenAfterTwoDays() throws Exception {
        String body = "{\"name\": \"Net\"}";
        var key = UUID.randomUUID().toString();
        post("/api/v1/units", body.replace("Net", key), "Idempotency-Key", key);
        clock.pass(Duration.ofDays(1));
        round.turn();
        assertThat(remembered(key)).isEqualTo(1);
        clock.pass(Duration.ofDays(2));
        round.turn();
        assertThat(remembered(key)).isZero();
    }

    private long remembered(String key) {
        return jdbc.sql("select count(*) from idempotency where key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    @Test
    void unknownFieldsAndParametersAreRefusedWithASentence() throws Exception {
        var field =
                post(
                        "/api/v1/cases",
                        "{\"subject\": \"x\", \"text\": \"y\", \"tenant\": \"other\"}");
        assertThat(field.status()).isEqualTo(400);
        assertThat(field.body().path("detail").asString()).contains("tenant");
        assertThat(field.raw().headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(call("GET", "/api/v1/cases?colour=red", "").status()).isEqualTo(400);
        assertThat(post("/api/v1/cases", "{").status()).isEqualTo(400);
        assertThat(post("/api/v1/cases", "{\"text\": \"y\"}").status()).isEqualTo(400);
        assertThat(call("GET", "/api/v1/promises?dueBefore=tomorrow", "").status()).isEqualTo(400);
        assertThat(call("GET", "/api/v1/cases?limit=201", "").status()).isEqualTo(400);
        assertThat(call("GET", "/api/v1/cases?cursor=zzz", "").status()).isEqualTo(400);
        assertThat(call("GET", "/api/v1/cases/not-an-id", "").status()).isEqualTo(404);
    }

    @Test
    void aCaseForACustomerWhoDoesNotExistIsRefusedAndNothingOfItStays() throws Exception {
        long before = rows();
        var answer =
                post(
                        "/api/v1/cases",
                        "{\"customerId\": \"%s\", \"subject\": \"Line\", \"text\": \"dead\"}"
                                .formatted(UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().get("detail").asString())
                .isEqualTo("There is no customer with that id.");
        assertThat(rows()).isEqualTo(before);
    }

    /// Of all that opening a case writes.
    private long rows() {
        return jdbc.sql(
                        """
                        select (select count(*) from cases) + (select count(*) from message) + (select count(*) from promise)
                             + (select count(*) from journal) + (select count(*) from timer)
                        """)
                .query(Long.class)
                .single();
    }

    @Test
    void aBodyOverAMegabyteIsRefused() throws Exception {
        assertThat(post("/api/v1/cases", "{\"text\": \"" + "x".repeat(1 << 20) + "\"}").status())
                .isEqualTo(413);
    }

    @Test
    void aPromiseGoesItsWayByTheApi() throws Exception {
        var theCase = newCase();
        String onCase = "/api/v1/cases/" + theCase.path("id").asString();
        var given =
                post(
                                onCase + "/promises",
                                "{\"kind\": \"visit\", \"saidText\": \"We come\", \"dueIn\": \"P2D\"}")
                        .body();
        assertThat(given.path("state").asString()).isEqualTo("given");
        assertThat(given.path("level").asInt()).isZero();
        String promise = "/api/v1/promises/" + given.path("id").asString();
        assertThat(post(onCase + "/resolution", "").status()).isEqualTo(409);
        var next =
                post(
                        promise + "/redate",
                        "{\"dueAt\": \"%s\", \"reason\": \"snow\"}"
                                .formatted(clock.instant().plusSeconds(500_000)));
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.body().path("level").asInt()).isEqualTo(1);
        assertThat(next.body().path("firstDue").asString())
                .isEqualTo(given.path("firstDue").asString());
        assertThat(call("GET", promise, "").body().path("state").asString())
                .isEqualTo("renegotiated");
        assertThat(post(promise + "/claim", "{}").status()).isEqualTo(409);
        String second = "/api/v1/promises/" + next.body().path("id").asString();
        assertThat(
                        post(second + "/claim", "{\"evidence\": \"photo\"}")
                                .body()
                                .path("state")
                                .asString())
                .isEqualTo("claimed");
        assertThat(
                        post(second + "/dispute", "{\"words\": \"nobody came\"}")
                                .body()
                                .path("state")
                                .asString())
                .isEqualTo("broken");
        assertThat(post(second + "/claim", "{\"evidence\": \"now really\"}").status())
                .isEqualTo(200);
        assertThat(post(second + "/confirmation", "").body().path("state").asString())
                .isEqualTo("kept");
        assertThat(
                        post(onCase + "/resolution", "{\"text\": \"done\"}")
                                .body()
                                .path("state")
                                .asString())
                .isEqualTo("resolved");
        assertThat(call("DELETE", onCase + "/resolution", "").body().path("state").asString())
                .isEqualTo("open");
        assertThat(call("GET", second + "/history", "").body().path("items")).hasSizeGreaterThan(4);
    }

    @Test
    void aLostRaceIs412() throws Exception {
        var theCase = newCase();
        String onCase = "/api/v1/cases/" + theCase.path("id").asString();
        String etag = call("GET", onCase, "").raw().headers().firstValue("ETag").orElseThrow();
        assertThat(
                        post(onCase + "/messages", "{\"direction\": \"note\", \"text\": \"x\"}")
                                .status())
                .isEqualTo(201);
        assertThat(post(onCase + "/resolution", "", "If-Match", etag).status()).isEqualTo(412);
    }

    @Test
    void aWrongTokenOpensNothing() throws Exception {
        String right = token;
        for (String wrong :
                new String[] {
                    "",
                    " ",
                    "null",
                    right.substring(1),
                    right + " x",
                    right.toLowerCase(java.util.Locale.ROOT),
                    right.toUpperCase(java.util.Locale.ROOT)
                }) {
            token = wrong;
            if (!wrong.equals(right)) {
                assertThat(call("GET", "/api/v1/cases", "").status()).isEqualTo(401);
            }
        }
    }
}
