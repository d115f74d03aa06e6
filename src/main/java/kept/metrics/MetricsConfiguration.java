package kept.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import kept.database.Lanes;
import kept.mail.MailCounts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Nothing of it is loaded unless `KEPT_METRICS_LISTEN` is set and the program serves.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("kept.metrics-listen")
@ConditionalOnProperty(name = "kept.serves", matchIfMissing = true)
class MetricsConfiguration {
    @Bean
    PrometheusRegistry metricsRegistry() {
        return new PrometheusRegistry();
    }

    @Bean
    RequestTimes requestTimes(PrometheusRegistry registry) {
        return new RequestTimes(registry);
    }

    @Bean
    HouseFigures houseFigures(
            JdbcClient jdbc,
            Lanes lanes,
            MailCounts mail,
            Clock clock,
            PrometheusRegistry registry) {
        var figures = new HouseFigures(new FigureTable(jdbc), lanes, mail, clock);
        registry.register(figures);
        return figures;
    }

    @Bean
    MetricsServer metricsServer(
            @Value("${kept.metrics-listen}") String listen, PrometheusRegistry registry) {
        return new MetricsServer(listen, registry);
    }
}
