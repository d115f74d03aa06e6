package kept.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The REST interface of Asterisk (ARI): one request, one answer, ten seconds at most. Who asks waits, so ask on a virtual thread.
final class Ari implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final AsteriskSettings settings;
    private final String authorization;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    /// What Asterisk answered.
    ///
    /// @param body missing where there is none or it is no JSON
    record Answer(int status, JsonNode body) {
        boolean done() {
            return status >= 200 && status < 300;
        }

        /// The channel or bridge is not there, or is ending.
        boolean gone() {
            return status == 404 || status == 409 || status == 412;
        }
    }

    Ari(AsteriskSettings settings) {
        this.settings = settings;
        String who = settings.user() + ":" + settings.password();
        authorization =
                "Basic " + Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8));
    }

    Answer get(String path) throws IOException {
        return ask("GET", path, Map.of());
    }

    Answer post(String path, Map<String, String> query) throws IOException {
        return ask("POST", path, query);
    }

    Answer delete(String path, Map<String, String> query) throws IOException {
        return ask("DELETE", path, query);
    }

    /// Opens the stream of events of our application.
    CompletableFuture<WebSocket> events(WebSocket.Listener listener) throws IOException {
        checkPlace();
        URI uri = uri("/events", Map.of("app", settings.app()));
        return http.newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .header("Authorization", authorization)
                .buildAsync(URI.create(uri.toString().replaceFirst("^http", "ws")), listener);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer ask(String method, String path, Map<String, String> query) throws IOException {
        checkPlace();
        var request =
                HttpRequest.newBuilder(uri(path, query))
                        .timeout(LONGEST)
                        .header("Authorization", authorization)
                        .header("Accept", "application/json")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        var answer =
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(), Json.LONGEST));
        try {
            var got = answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            return new Answer(got.statusCode(), body(got.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("we are closing", e);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer to " + method + " " + path, e);
        }
    }

    private static JsonNode body(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : Json.read(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    private URI uri(String path, Map<String, String> query) {
        String asked =
                query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&"));
        return URI.create(
                settings.address() + "/ari" + path + (asked.isEmpty() ? "" : "?" + asked));
    }

    /// For a part of a path or a query.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Asterisk may stand in the house, but addresses that only mean something on one cable (among them those at which clouds hand out
    /// secrets) are never called.
    private void checkPlace() throws IOException {
        String host = settings.address().getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        for (var address : InetAddress.getAllByName(bare)) {
            if (address.isLinkLocalAddress()
                    || address.isMulticastAddress()
                    || address.isAnyLocalAddress()) {
                throw new IOException(host + " is no place for an Asterisk and is not called");
            }
        }
    }
}
