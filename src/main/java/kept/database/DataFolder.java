package kept.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The data folder, held by one program at a time.
record DataFolder(Path path, FileChannel channel) implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /// @throws StartFailure if another program holds the folder or it cannot be written
    static DataFolder hold(Path wanted) {
        try {
            Path path = Files.createDirectories(wanted.toAbsolutePath()).toRealPath();
            // POSIX drops a process's lock when any of its descriptors of that file is closed,
            // so a second try within this process must not even open it
            if (!HELD_HERE.add(path)) {
                throw taken(path, ProcessHandle.current().pid() + "");
            }
            try {
                return lock(path);
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(path);
                throw e;
            }
        } catch (IOException e) {
            throw StartFailure.writing(wanted.toAbsolutePath(), e);
        }
    }

    private static DataFolder lock(Path path) throws IOException {
        Path file = path.resolve("kept.lock");
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw taken(path, Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(
                        (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
        return new DataFolder(path, channel);
    }

    private static StartFailure taken(Path path, String pid) {
        return new StartFailure(
                "Another Kept (process "
                        + pid
                        + ") works in "
                        + path
                        + ": stop it first, or give this one another folder with --data.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StartFailure.writing(path, e);
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
