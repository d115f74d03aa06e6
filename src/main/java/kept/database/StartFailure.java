package kept.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// Why Kept cannot start, as one sentence that says what to do; shown to a person without a stack trace.
public class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartFailure(String sentence) {
        super(sentence);
    }

    public StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /// What a person can act on.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    static StartFailure writing(Path folder, IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (isFullDisk(reason)) {
            return diskFull(folder, e);
        }
        if (e instanceof AccessDeniedException || reason.contains("Read-only file system")) {
            return new StartFailure(
                    "Kept may not write to "
                            + folder
                            + ": give it the right to, or name another folder with --data.",
                    e);
        }
        return new StartFailure("Kept cannot use " + folder + ": " + reason + ".", e);
    }

    static StartFailure diskFull(Path folder, Throwable cause) {
        return new StartFailure(
                "The disk that holds " + folder + " is full: free some space, then start again.",
                cause);
    }

    static boolean isFullDisk(String reason) {
        return reason.contains("No space left on device") || reason.contains("Disk quota exceeded");
    }
}
