package kept;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/// What a day's first minutes ask for, done once on a house to throw away, so that the JVM can keep what it loaded for
/// later starts (JEP 483, JEP 515).
final class Training {
    private static final String EMAIL = "trainer@example.com";
    private static final String PASSWORD = "a long enough sentence";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final int ROUNDS = 30;
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/cases",
                    "/cases?q=invoice",
                    "/board",
                    "/customers",
                    "/cases/1001",
                    "/static/css/kept.css");
    private static final List<String> LISTS =
            List.of(
                    "/health/ready",
                    "/api/v1/cases",
                    "/api/v1/cases?q=invoice&limit=5",
                    "/api/v1/promises",
                    "/api/v1/customers?q=asha");

    private final Settings settings;
    private final HttpClient http = HttpClient.newBuilder().build();
    private URI base = URI.create("http://127.0.0.1");
    private String cookie = "";

    Training(Settings settings) {
        this.settings = settings;
    }

    int run() {
        Map<String, Object> house =
                Map.of(
                        "server.port", 0,
                        "kept.owner-email", EMAIL,
                        "kept.owner-password", PASSWORD,
                        "kept.api-token", TOKEN);
        try (var context = Kept.start(settings, true, house)) {
            var server = ((WebServerApplicationContext) context).getWebServer();
            base = URI.create("http://127.0.0.1:" + (server == null ? 0 : server.getPort()));
            for (int round = 0; round < ROUNDS; round++) {
                round(round);
            }
            return 0;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "A request of the training failed: " + e.getMessage(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            http.close();
        }
    }

    private void round(int round) throws IOException, InterruptedException {
        api(
                "/api/v1/cases",
                """
                {"customer": {"name": "Asha %1$d", "email": "asha%1$d@example.com"}, "subject": "Invoice %1$d",
                 "text": "The invoice does not add up. When can you look at it?", "channel": "web"}\
                """
                        .formatted(round),
                "case " + round);
        api(
                "/api/v1/promises",
                """
                {"kind": "callback", "saidText": "We call you back.", "dueIn": "%s"}\
                """
                        .formatted(round % 2 == 0 ? "PT1S" : "PT2H"),
                "promise " + round);
        for (var list : LISTS) {
            send(request(list).header("Authorization", "Bearer " + TOKEN).GET());
        }
        if (round % 10 == 0) {
            signIn();
        }
        for (var page : PAGES) {
            send(request(page).header("Cookie", cookie).GET());
        }
    }

    private void api(String path, String body, String key)
            throws IOException, InterruptedException {
        send(
                request(path)
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void signIn() throws IOException, InterruptedException {
        send(request("/sign-in").GET());
        String form =
                "email=%s&password=%s"
                        .formatted(
                                URLEncoder.encode(EMAIL, StandardCharsets.UTF_8),
                                URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
        var answer =
                http.send(
                        request("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.discarding());
        cookie = answer.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        http.send(request.build(), BodyHandlers.discarding());
    }
}
