package kept.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The room on the disk of a folder, in bytes.
public record DiskRoom(long free, long total) {
    private static final double FULL = 0.9;
    private static final long LEAST = 1L << 30;

    /// Of the disk that holds the folder, or will hold it when it is made.
    public static DiskRoom of(Path folder) throws IOException {
        var existing = folder.toAbsolutePath().normalize();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        var store = Files.getFileStore(existing);
        return new DiskRoom(store.getUsableSpace(), store.getTotalSpace());
    }

    /// The share that is used, from 0 to 1.
    public double used() {
        return total == 0 ? 0 : 1 - (double) free / total;
    }

    /// So little that Kept may have to refuse what comes any moment.
    public boolean scarce() {
        return free < LEAST;
    }

    /// More than nine tenths are used.
    public boolean nearlyFull() {
        return used() > FULL;
    }

    @Override
    public String toString() {
        return "The disk has %.1f GB free (%.0f %% used)".formatted(free / 1e9, used() * 100);
    }
}
