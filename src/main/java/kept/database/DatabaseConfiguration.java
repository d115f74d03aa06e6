package kept.database;

import java.nio.file.Path;
import javax.sql.DataSource;
import kept.kernel.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Chooses between the embedded PostgreSQL and the one that `kept.database-url` names, and opens the connections.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @Conditional(NoAddress.class)
    EmbeddedPostgres embeddedPostgres(
            @Value("${kept.data:./data}") Path data,
            @Value("${kept.postgres.throwaway:false}") boolean throwaway) {
        return EmbeddedPostgres.start(
                data, throwaway ? EmbeddedPostgres.Mode.THROWAWAY : EmbeddedPostgres.Mode.DURABLE);
    }

    @Bean
    DatabaseUrl databaseUrl(
            ObjectProvider<EmbeddedPostgres> embedded,
            @Value("${kept.database-url:}") String address,
            @Value("${kept.database-name:kept}") String name,
            @Value("${kept.postgres.throwaway:false}") boolean throwaway) {
        var postgres = embedded.getIfAvailable();
        if (postgres != null) {
            return postgres.database(name);
        }
        try {
            var url = DatabaseUrl.parse(address);
            if (!throwaway) {
                url.require();
            }
            return url;
        } catch (Refusal refusal) {
            throw new StartFailure(refusal.sentence(), refusal);
        }
    }

    @Bean
    @Primary
    Lanes dataSource(
            DatabaseUrl url,
            @Value("${kept.database.connections:10}") int common,
            @Value("${kept.database.timer-connections:3}") int timers) {
        return new Lanes(url, common, timers);
    }

    /// Migrations may take longer than any request is allowed to.
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource migrationDataSource(DatabaseUrl url) {
        return url.unpooled();
    }

    static final class NoAddress implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment().getProperty("kept.database-url", "").isBlank();
        }
    }
}
