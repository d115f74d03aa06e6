package kept.database;

/// Hears how far a backup or a restore is.
@FunctionalInterface
public interface BackupProgress {
    /// For who does not want to hear.
    BackupProgress SILENT = (_, _, _) -> {};

    /// Called at the start and the end of each table and now and then between.
    void at(String table, long rowsDone, long rowsTotal);
}
