package kept.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class DatabaseConfigurationTest {
    @TempDir Path temporary;

    private final ApplicationContextRunner program =
            new ApplicationContextRunner()
                    .withUserConfiguration(DatabaseConfiguration.class)
                    .withConfiguration(
                            AutoConfigurations.of(
                                    DataSourceAutoConfiguration.class,
                                    DataSourceTransactionManagerAutoConfiguration.class,
                                    JdbcTemplateAutoConfiguration.class,
                                    JdbcClientAutoConfiguration.class,
                                    FlywayAutoConfiguration.class))
                    .withPropertyValues(
                            "kept.postgres.throwaway=true",
                            "spring.flyway.fail-on-missing-locations=false",
                            "spring.flyway.locations=classpath:db/none");

    @Test
    void withoutAnAddressTheEmbeddedServerStartsAndStopsWithTheProgram() throws IOException {
        Path data = TestFolders.withBinaries(temporary.resolve("data"));
        program.withPropertyValues("kept.data=" + data)
                .run(context -> {
                    assertThat(context).hasSingleBean(EmbeddedPostgres.class);
                    assertThat(context.getBean(DataSource.class)).isInstanceOf(Lanes.class);
                    assertThat(
                                    context.getBean(JdbcClient.class)
                                            .sql("select current_database()")
                                            .query(String.class)
                                            .single())
                            .isEqualTo("kept");
                    assertThat(context).hasSingleBean(PlatformTransactionManager.class);
                });
        assertThat(EmbeddedPostgres.running(data, "kept")).isEmpty();
    }

    @Test
    void withAnAddressNoServerOfOursStarts() {
        program.withPropertyValues("kept.database-url=" + TestDatabase.fresh().secretText())
                .run(context -> {
                    assertThat(context).doesNotHaveBean(EmbeddedPostgres.class);
                    assertThat(
                                    context.getBean(JdbcClient.class)
                                            .sql("select 1")
                                            .query(Integer.class)
                                            .single())
                            .isEqualTo(1);
                });
    }

    @Test
    void migrationsHaveNoLimitOfTime() {
        program.withPropertyValues("kept.database-url=" + TestDatabase.fresh().secretText())
                .run(context -> {
                    var source = context.getBean(Flyway.class).getConfiguration().getDataSource();
                    try (var connection = source.getConnection()) {
                        assertThat(Durability.setting(connection, "statement_timeout"))
                                .isEqualTo("0");
                    }
                });
    }

    @Test
    void wrongAddressEndsTheStartWithASentence() {
        program.withPropertyValues("kept.database-url=mysql://ada:hunter2@host/kept")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("KEPT_DATABASE_URL")
                                .hasMessageNotContaining("hunter2"));
    }
}
