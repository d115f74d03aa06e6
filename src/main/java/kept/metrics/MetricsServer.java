package kept.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Answers `GET /metrics` in the text format of Prometheus 0.0.4, and nothing else.
final class MetricsServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);

    private final InetSocketAddress address;
    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService worker;

    MetricsServer(String listen, PrometheusRegistry registry) {
        this.address = address(listen);
        this.registry = registry;
    }

    private static InetSocketAddress address(String listen) {
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("\\d{1,5}")) {
            throw wrong("KEPT_METRICS_LISTEN is host:port, for example 127.0.0.1:9464.");
        }
        int port = Integer.parseInt(listen.substring(colon + 1));
        if (port > 65_535) {
            throw wrong("KEPT_METRICS_LISTEN has a port above 65535.");
        }
        return new InetSocketAddress(listen.substring(0, colon), port);
    }

    private static Refusal wrong(String sentence) {
        return Refusal.invalid("KEPT_METRICS_LISTEN", sentence);
    }

    @Override
    public void start() {
        try {
            var made = HttpServer.create(address, 0);
            // one at a time: whoever scrapes without pause waits for himself
            var one =
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().name("metrics").factory());
            made.setExecutor(one);
            made.createContext("/", this::answer);
            made.start();
            server = made;
            worker = one;
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "KEPT_METRICS_LISTEN",
                    "The metrics cannot be served on %s (%s): set KEPT_METRICS_LISTEN to another address."
                            .formatted(address, e.getMessage()),
                    java.util.List.of());
        }
        JvmMetrics.builder().register(registry);
        log.info(
                "Metrics for Prometheus are served on http://{}:{}/metrics",
                address.getHostString(),
                port());
    }

    /// The port it listens on, which the system chose if the setting said 0.
    int port() {
        var running = server;
        return running == null ? -1 : running.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else {
                var text = new ByteArrayOutputStream(1 << 14);
                writer.write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
                exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
                exchange.sendResponseHeaders(200, text.size());
                text.writeTo(exchange.getResponseBody());
            }
        } catch (RuntimeException trouble) {
            log.error("The metrics could not be read; the next scrape tries again.", trouble);
        }
    }

    @Override
    public void stop() {
        var running = server;
        if (running != null) {
            running.stop(0);
        }
        var one = worker;
        if (one != null) {
            one.shutdownNow();
        }
        server = null;
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
