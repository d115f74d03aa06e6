package kept;

import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kept.database.DatabaseUrl;
import kept.database.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContext;

/// The house a command works on: the one that serves now, or else its data, opened for as long as the command runs.
record House(Settings settings) {
    private static final String DATABASE = "kept";

    /// Where the database answers already: the one that is set, or the one that a serving Kept has started.
    Optional<DatabaseUrl> running() {
        String url = settings.get("KEPT_DATABASE_URL");
        return url.isBlank()
                ? EmbeddedPostgres.running(settings.data(), DATABASE)
                : Optional.of(DatabaseUrl.parse(url));
    }

    /// Does `work` with the address of the database, which is started for it if need be.
    <T> T withDatabase(Function<DatabaseUrl, T> work) {
        var running = running();
        if (running.isPresent()) {
            return work.apply(running.get());
        }
        requireData();
        try (var postgres =
                EmbeddedPostgres.start(settings.data(), EmbeddedPostgres.Mode.DURABLE)) {
            return work.apply(postgres.database(DATABASE));
        }
    }

    /// Does `work` inside the program without its pages, timers and channels.
    <T> T open(Function<ApplicationContext, T> work) {
        var running = running();
        if (running.isEmpty()) {
            requireData();
        } else {
            requireSameTables(running.get());
        }
        Map<String, Object> more =
                running.<Map<String, Object>>map(
                                url -> Map.of("kept.database-url", url.secretText()))
                        .orElse(Map.of());
        try (var context = Kept.start(settings, false, more)) {
            return work.apply(context);
        }
    }

    private void requireData() {
        if (!Files.isDirectory(settings.data().resolve("postgres"))) {
            throw new WrongUse(
                    "There is no house in %s: name its data folder with --data, or start one with ./kept run."
                            .formatted(settings.data()));
        }
    }

    /// A command of a newer version must not change the tables under a program that serves.
    private void requireSameTables(DatabaseUrl url) {
        var flyway =
                Flyway.configure()
                        .dataSource(url.unpooled())
                        .locations("classpath:db/migration")
                        .load();
        if (flyway.info().applied().length > 0 && flyway.info().pending().length > 0) {
            throw new WrongUse(
                    "The Kept that serves now is an older version: stop it, start this one once with ./kept run, then try again.");
        }
    }
}
