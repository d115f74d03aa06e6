package kept.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import kept.journal.Entry;
import kept.journal.SimulatedJournal.Tail;
import org.jspecify.annotations.Nullable;

/// What must be true of the journal.
final class HistoryRules {
    private final Findings findings;
    private final MessageDigest sha256;

    HistoryRules(Findings findings) {
        this.findings = findings;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void committed(List<Change> changes, Instant now) {
        for (var change : changes) {
            if (change.shelf().name().equals("journal")) {
                grew((Tail) change.before(), (Tail) change.after(), now);
            }
        }
    }

    private void grew(@Nullable Tail before, @Nullable Tail after, Instant now) {
        if (after == null) {
            findings.rule(false, "A history never loses its end.", before);
            return;
        }
        findings.rule(
                after.before() == before,
                "A history grows at its end by one entry.",
                after.entry());
        var entry = after.entry();
        findings.rule(
                entry.position() == (before == null ? 1 : before.entry().position() + 1),
                "No entry of a history is missing.",
                entry);
        findings.rule(
                Arrays.equals(
                        entry.hash(),
                        hash(before == null ? new byte[32] : before.entry().hash(), entry)),
                "Each entry of a history carries the hash of itself and of all before it.",
                entry);
        findings.rule(!entry.at().isAfter(now), "No entry is written ahead of time.", entry);
        findings.rule(
                before == null || !entry.at().isBefore(before.entry().at()),
                "A history goes forward in time.",
                entry);
    }

    /// By the description of the format, not by the engine's code.
    private byte[] hash(byte[] previous, Entry e) {
        sha256.reset();
        sha256.update(previous);
        field(e.stream().toString());
        field(String.valueOf(e.position()));
        field(e.kind());
        field(e.actor());
        Instant at = e.at();
        field(String.valueOf(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000));
        field(e.body());
        return sha256.digest();
    }

    private void field(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.wrap((bytes.length + ":").getBytes(StandardCharsets.US_ASCII)));
        sha256.update(bytes);
    }
}
