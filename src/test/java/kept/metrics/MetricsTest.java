package kept.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import kept.Cast;
import kept.KeptTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@KeptTest
@TestPropertySource(properties = "kept.metrics-listen=127.0.0.1:0")
class MetricsTest {
    @Autowired Cast cast;
    @Autowired MetricsServer server;
    @LocalServerPort int port;
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void figuresOfTheHouseAreServedOnAPortOfTheirOwnAndNameNobody() throws Exception {
        var customer = cast.customer("Meera Nair");
        cast.caseOf(customer, "The line is dead", "It does not ring.");
        get(port, "/health/ready");
        get(port, "/customers/" + customer.id());
        var answer = get(server.port(), "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains(
                        "kept_promises_open{state=\"given\"} ",
                        "kept_promises_late{state=\"given\"} 0",
                        "kept_timers_waiting ",
                        "kept_timers_overdue_seconds 0",
                        "kept_outbox_oldest_seconds ",
                        "kept_mail_taken_total 0",
                        "kept_database_connections{lane=\"kept\",state=\"awaited\"} 0",
                        "kept_database_up 1",
                        "kept_build{version=\"development\"} 1",
                        "kept_http_request_seconds_count{method=\"GET\",route=\"/health/ready\",status=\"2xx\"}",
                        "jvm_threads_current",
                        "jvm_memory_used_bytes",
                        "jvm_gc_collection_seconds")
                .doesNotContain("Meera", customer.id().toString(), "@");
        assertThat(get(server.port(), "/").statusCode()).isEqualTo(404);
    }

    @Test
    void theyAreNotServedWhereThePagesAre() throws Exception {
        for (String path : new String[] {"/metrics", "/actuator/prometheus", "/actuator"}) {
            assertThat(get(port, path).body()).doesNotContain("kept_");
            assertThat(get(port, path).statusCode()).isNotEqualTo(200);
        }
    }

    private HttpResponse<String> get(int at, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
