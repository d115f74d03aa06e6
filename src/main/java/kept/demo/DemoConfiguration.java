package kept.demo;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("kept.demo")
class DemoConfiguration {
    static final Duration HISTORY = Duration.ofDays(28);

    @Bean
    @Primary
    HistoryClock historyClock() {
        return new HistoryClock(
                HistoryClock.present().minus(HISTORY).truncatedTo(ChronoUnit.HOURS));
    }
}
