package kept.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import kept.Cast;
import kept.KeptTest;
import kept.teams.Person;
import kept.teams.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Walks every route as everybody: what is not published is refused to all, and what is published only to those who
/// may (goals W2 and W16).
@KeptTest
class RoutesTest {
    @Autowired Cast cast;
    @Autowired Accounts accounts;
    @Autowired List<Route.Routes> published;
    @Autowired List<RequestMappingHandlerMapping> mappings;
    @LocalServerPort int port;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private List<Route> routes() {
        return published.stream().flatMap(r -> r.all().stream()).toList();
    }

    @Test
    void theListOfRoutesAndTheHandlersAreTheSame() {
        var handled = new TreeSet<String>();
        for (var mapping : mappings) {
            for (var info : mapping.getHandlerMethods().keySet()) {
                for (var method : info.getMethodsCondition().getMethods()) {
                    for (var pattern : info.getPatternValues()) {
                        handled.add(method + " " + pattern);
                    }
                }
            }
        }
        var listed = new TreeSet<String>();
        routes().forEach(r -> listed.add(r.method() + " " + r.pattern()));
        listed.removeIf(r ->
                r.startsWith("GET /static/")
                        || r.equals("GET /favicon.ico")
                        || r.equals("GET /robots.txt"));
        assertThat(handled).isEqualTo(listed);
    }

    @Test
    void everybodyReachesJustWhatHisRoleMay() throws Exception {
        var callers = new LinkedHashMap<@Nullable Role, @Nullable Person>();
        callers.put(null, null);
        callers.put(Role.VIEWER, cast.vera);
        callers.put(Role.AGENT, cast.asha);
        callers.put(Role.LEAD, cast.lena);
        callers.put(Role.OWNER, cast.olga);
        var cookies = new LinkedHashMap<@Nullable Role, String>();
        var tokens = new LinkedHashMap<@Nullable Role, String>();
        for (var caller : callers.entrySet()) {
            var person = caller.getValue();
            cookies.put(
                    caller.getKey(),
                    person == null
                            ? ""
                            : "kept="
                                    + accounts.signIn(
                                            person.email(), Cast.PASSWORD, "test", "test"));
            tokens.put(caller.getKey(), person == null ? "" : token(person));
        }
        var wrong = new ArrayList<String>();
        for (var route : routes()) {
            if (route.pattern().contains("/live") || route.pattern().equals("/sign-out")) {
                continue;
            }
            for (var role : callers.keySet()) {
                int status =
                        call(
                                route,
                                java.util.Objects.requireNonNull(cookies.get(role)),
                                java.util.Objects.requireNonNull(tokens.get(role)));
                var least = route.least();
                boolean may = least == null || (role != null && role.atLeast(least));
                boolean refused = status == 401 || status == 403 || (status == 302);
                if (may == refused || status >= 500) {
                    wrong.add(
                            "%s %s as %s: %d"
                                    .formatted(route.method(), route.pattern(), role, status));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private String token(Person person) {
        var secret = Secret.random();
        accounts.takeToken(person, secret.text());
        return secret.text();
    }

    private int call(Route route, String cookie, String token) throws Exception {
        String path =
                route.pattern()
                        .replace("/**", "/none")
                        .replace("{number}", "999999")
                        .replace("{purpose}", "reset")
                        .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Accept", "text/html,application/json")
                        .method(
                                route.method(),
                                route.method().equals("GET")
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(
                                                path.startsWith("/api/") ? "{}" : ""));
        if (path.startsWith("/api/")) {
            request.header("Content-Type", "application/json");
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
        } else {
            request.header("Content-Type", "application/x-www-form-urlencoded");
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void whatNobodyPublishedIsRefusedToTheOwnerToo() throws Exception {
        String cookie = "kept=" + accounts.signIn(cast.olga.email(), Cast.PASSWORD, "test", "test");
        for (String path :
                List.of(
                        "/actuator",
                        "/actuator/env",
                        "/h2-console",
                        "/swagger-ui.html",
                        "/v3/api-docs",
                        "/error/x",
                        "/.git/config",
                        "/cases/../admin2",
                        "/WEB-INF/web.xml",
                        "/setup")) {
            assertThat(call(new Route("GET", path, null), cookie, "")).as(path).isIn(400, 403, 404);
        }
        assertThat(call(new Route("DELETE", "/cases/1001", null), cookie, "")).isIn(403, 404, 405);
    }

    @Test
    void aPostFromAnotherSiteIsRefused() throws Exception {
        String cookie = "kept=" + accounts.signIn(cast.asha.email(), Cast.PASSWORD, "test", "test");
        for (var forged :
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")
                        .entrySet()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/cases"))
                            .header("Cookie", cookie)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header(forged.getKey(), forged.getValue())
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "name=x&subject=y&text=z&channel=phone"))
                            .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .as(forged.getKey())
                    .isEqualTo(403);
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatShutItIn() throws Exception {
        for (String path :
                List.of(
                        "/sign-in",
                        "/nothing/here",
                        "/api/v1/cases",
                        "/static/css/kept.css",
                        "/p/wrong")) {
            var response =
                    http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            var headers = response.headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy ->
                            assertThat(policy)
                                    .contains("default-src 'none'")
                                    .doesNotContain("unsafe"));
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
        }
    }

    @Test
    void tooManyWrongPasswordsHaveToWaitAndAWrongNetLocksNobodyOut() {
        for (int i = 0; i < 10; i++) {
            assertRefused(
                    () -> accounts.signIn(cast.jonas.email(), "wrong", "10.0.0.1", "x"),
                    "not right");
        }
        assertRefused(
                () -> accounts.signIn(cast.jonas.email(), Cast.PASSWORD, "10.0.0.1", "x"),
                "Too many wrong tries");
        assertThat(accounts.signIn(cast.jonas.email(), Cast.PASSWORD, "10.0.0.2", "x"))
                .isNotBlank();
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAsAWrongPassword() {
        assertRefused(
                () -> accounts.signIn("nobody@house.example", "wrong", "n", "x"),
                "That address or password is not right.");
        assertRefused(
                () -> accounts.signIn(cast.asha.email(), "wrong", "n", "x"),
                "That address or password is not right.");
        assertRefused(
                () -> accounts.signIn(cast.asha.email(), "x".repeat(100_000), "n", "x"),
                "That address or password is not right.");
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
        org.assertj.core.api.Assertions.assertThatThrownBy(call).hasMessageContaining(sentence);
    }
}
