package kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import kept.database.DatabaseUrl;
import kept.journal.Verification;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/// The main job on a PostgreSQL that others run, such as Debian's.
class ForeignDatabaseTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void caseIsOpenedAndItsReplyPromisedOnAServerOfOthers() throws Exception {
        String address = System.getenv("KEPT_TEST_DATABASE_URL");
        if (address == null) {
            System.out.println("Skipped ForeignDatabaseTest: KEPT_TEST_DATABASE_URL is not set.");
        }
        Assumptions.assumeTrue(address != null, "KEPT_TEST_DATABASE_URL is not set");
        var server = DatabaseUrl.parse(String.valueOf(address));
        String name = "kept_" + UUID.randomUUID().toString().replace("-", "");
        execute(server, "create database " + name);
        try {
            mainJob(server.named(name));
        } finally {
            execute(server, "drop database " + name + " with (force)");
        }
    }

    private static void mainJob(DatabaseUrl url) throws IOException, InterruptedException {
        var settings =
                Settings.read(
                        Map.of(
                                "KEPT_DATABASE_URL",
                                url.secretText(),
                                "KEPT_OWNER_EMAIL",
                                "asha@example.com",
                                "KEPT_OWNER_PASSWORD",
                                "a long enough sentence",
                                "KEPT_API_TOKEN",
                                TOKEN),
                        null);
        try (var context = Kept.start(settings, true, Map.of("server.port", 0));
                var http = HttpClient.newHttpClient()) {
            var server = ((WebServerApplicationContext) context).getWebServer();
            var base = URI.create("http://127.0.0.1:" + (server == null ? 0 : server.getPort()));
            var opened =
                    http.send(
                            request(base.resolve("/api/v1/cases"))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    """
                                                    {"customer": {"name": "Bo", "email": "bo@example.com"},
                                                     "subject": "Washing machine", "text": "It leaks.", "channel": "web"}\
                                                    """))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
            var promises =
                    http.send(
                            request(base.resolve("/api/v1/promises?state=given")).build(),
                            BodyHandlers.ofString());
            assertThat(promises.body()).contains("\"kind\":\"reply\"", "Washing machine");
            assertThat(context.getBean(Verification.class).verify().broken()).isEmpty();
        }
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + TOKEN);
    }

    private static void execute(DatabaseUrl server, String sql) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
