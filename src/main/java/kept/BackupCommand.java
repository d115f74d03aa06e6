package kept;

import java.nio.file.Path;
import java.time.Clock;
import kept.database.Backup;

/// Saves everything into one file, while the program runs or while it does not.
record BackupCommand(Settings settings, Console console) {
    int run(Path file) {
        var progress = new Progress(console);
        var manifest =
                new House(settings)
                        .withDatabase(url ->
                                new Backup(url, Kept.version(), Clock.systemUTC())
                                        .to(
                                                file,
                                                (table, done, total) ->
                                                        progress.at(
                                                                "%s: %,d of %,d rows"
                                                                        .formatted(
                                                                                table, done,
                                                                                total))));
        console.say(
                "Saved %,d rows of %d tables in %s."
                        .formatted(manifest.rows(), manifest.tables().size(), file));
        return 0;
    }
}
