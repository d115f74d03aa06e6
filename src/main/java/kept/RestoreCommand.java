package kept;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import kept.database.BackupManifest;
import kept.database.DatabaseUrl;
import kept.database.EmbeddedPostgres;
import kept.database.Restore;
import kept.kernel.Refusal;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/// Brings a backup back into an empty data folder, or into the empty database that is set.
record RestoreCommand(Settings settings, Console console) {
    int run(Path file) {
        // a wrong file is told before an empty house stands in the folder
        var said = Restore.read(file);
        var manifest =
                settings.get("KEPT_DATABASE_URL").isBlank()
                        ? intoFolder(file)
                        : into(DatabaseUrl.parse(settings.get("KEPT_DATABASE_URL")), file);
        console.say(
                "Brought back %,d rows of %d tables, saved at %s. Start it with ./kept run%s."
                        .formatted(
                                manifest.rows(),
                                manifest.tables().size(),
                                said.takenAt(),
                                settings.data().equals(Path.of("./data"))
                                        ? ""
                                        : " --data " + settings.data()));
        return 0;
    }

    private BackupManifest intoFolder(Path file) {
        if (Files.exists(settings.data().resolve("postgres"))) {
            throw Refusal.conflict(
                    "%s holds a house already: a backup is restored into an empty data folder only. Name another with --data."
                            .formatted(settings.data()));
        }
        try (var postgres =
                EmbeddedPostgres.start(settings.data(), EmbeddedPostgres.Mode.DURABLE)) {
            return into(postgres.database("kept"), file);
        }
    }

    private BackupManifest into(DatabaseUrl url, Path file) {
        var progress = new Progress(console);
        return new Restore(url)
                .from(
                        file,
                        versions -> migrate(url, versions),
                        (table, done, total) ->
                                progress.at("%s: %,d of %,d rows".formatted(table, done, total)));
    }

    private static void migrate(DatabaseUrl url, Map<String, String> versions) {
        for (var version : versions.entrySet()) {
            var target = MigrationVersion.fromVersion(version.getValue());
            var flyway =
                    Flyway.configure()
                            .dataSource(url.unpooled())
                            .locations("classpath:db/migration")
                            .table(version.getKey())
                            .target(target)
                            .load();
            if (Arrays.stream(flyway.info().all()).noneMatch(m -> target.equals(m.getVersion()))) {
                throw Refusal.conflict(
                        "The backup was taken by a newer Kept (tables at %s): restore it with that version or a later one."
                                .formatted(target));
            }
            flyway.migrate();
        }
    }
}
