package kept.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Measures requests by route, never by address: an address may name a person.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestTimes extends OncePerRequestFilter {
    private final Histogram seconds;

    RequestTimes(PrometheusRegistry registry) {
        this.seconds =
                Histogram.builder()
                        .name("kept_http_request_seconds")
                        .help("Time to answer, by route and class of status.")
                        .labelNames("method", "route", "status")
                        .classicOnly()
                        .classicUpperBounds(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
                        .register(registry);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long before = System.nanoTime();
        boolean thrown = true;
        try {
            chain.doFilter(request, response);
            thrown = false;
        } finally {
            seconds.labelValues(
                            method(request.getMethod()),
                            route(request),
                            thrown ? "5xx" : response.getStatus() / 100 + "xx")
                    .observe((System.nanoTime() - before) / 1e9);
        }
    }

    private static String method(String said) {
        return switch (said) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> said;
            default -> "other";
        };
    }

    private static String route(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "none" : pattern.toString();
    }
}
