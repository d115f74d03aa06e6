package kept.recordings;

import java.io.ByteArrayOutputStream;
import kept.files.Files;
import org.springframework.stereotype.Component;

/// The whole sound of a recording, and the turn of its round, for tests.
@Component
public class RecordingSound {
    private final RecordingTable table;
    private final Files files;
    private final RecordingRound round;

    RecordingSound(RecordingTable table, Files files, RecordingRound round) {
        this.table = table;
        this.files = files;
        this.round = round;
    }

    public byte[] bytes(Recording recording) {
        var all = new ByteArrayOutputStream();
        for (int part = 0; table.file(recording.id(), part).isPresent(); part++) {
            all.writeBytes(files.read(table.file(recording.id(), part).orElseThrow()));
        }
        return all.toByteArray();
    }

    public void turn() {
        round.turn();
    }
}
