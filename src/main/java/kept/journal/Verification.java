package kept.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Checks the whole journal: every chain link by link, every seal and signed head, and every thing against the end of its history.
@Service
public class Verification {
    private static final int ENOUGH = 20;

    private final JournalTable table;
    private final Heads heads;
    private final List<Chained> chained;

    Verification(JournalTable table, Heads heads, List<Chained> chained) {
        this.table = table;
        this.heads = heads;
        this.chained = chained;
    }

    /// What was found: `broken` holds a sentence for each fault, the first one first, at most twenty.
    public record Result(long entries, long streams, long seals, List<String> broken) {
        public boolean whole() {
            return broken.isEmpty();
        }
    }

    /// One repeatable look at everything; about a minute for 10 million entries.
    @Transactional(
            readOnly = true,
            isolation = org.springframework.transaction.annotation.Isolation.REPEATABLE_READ)
    public Result verify() {
        var walk = new Walk();
        table.eachByStream(walk::add);
        walk.endStream();
        long seals = checkSeals(walk);
        heads.check(walk::found);
        for (var module : chained) {
            module.eachHead((stream, head) -> walk.compare(module.noun(), stream, head));
            module.check(walk::found);
        }
        return new Result(walk.entries, walk.streams, seals, List.copyOf(walk.broken));
    }

    private long checkSeals(Walk walk) {
        byte[] previous = ChainHead.NONE.hash();
        long expectedNumber = 1;
        long expectedFirst = 1;
        long count = 0;
        for (var seal : table.seals()) {
            count++;
            if (seal.number() != expectedNumber || seal.firstSeq() != expectedFirst) {
                walk.found("Seal " + expectedNumber + " is missing or out of order.");
            }
            var wax = new Seal.Wax(previous);
            table.eachBySeq(seal.firstSeq(), seal.lastSeq(), wax::add);
            if (wax.rows() != seal.rows()) {
                walk.found(
                        "Seal %d closed %d entries (numbers %d to %d), and %d are there: some were deleted or slipped in."
                                .formatted(
                                        seal.number(),
                                        seal.rows(),
                                        seal.firstSeq(),
                                        seal.lastSeq(),
                                        wax.rows()));
            }
            if (!java.security.MessageDigest.isEqual(wax.hash(), seal.hash())) {
                walk.found(
                        "Seal %d (entries %d to %d) does not match its entries."
                                .formatted(seal.number(), seal.firstSeq(), seal.lastSeq()));
            }
            previous = seal.hash();
            expectedNumber = seal.number() + 1;
            expectedFirst = seal.lastSeq() + 1;
        }
        return count;
    }

    private static final class Walk {
        private final List<String> broken = new ArrayList<>();
        private final Map<UUID, ChainHead> ends = new HashMap<>();
        private long entries;
        private long streams;
        private @Nullable UUID stream;
        private ChainHead head = ChainHead.NONE;

        void add(Entry entry) {
            entries++;
            if (!entry.stream().equals(stream)) {
                endStream();
                stream = entry.stream();
            }
            if (entry.position() != head.position() + 1) {
                found(
                        "History of %s: entry %d follows entry %d; what stood between is gone."
                                .formatted(entry.stream(), entry.position(), head.position()));
            }
            byte[] computed = entry.computedHash(head.hash());
            if (!java.security.MessageDigest.isEqual(computed, entry.hash())) {
                found(
                        "History of %s: entry %d (%s, number %d) was changed or moved; its hash does not fit."
                                .formatted(
                                        entry.stream(),
                                        entry.position(),
                                        entry.kind(),
                                        entry.seq()));
            }
            head = new ChainHead(entry.position(), entry.hash());
        }

        void endStream() {
            if (stream != null) {
                streams++;
                ends.put(stream, head);
            }
            head = ChainHead.NONE;
        }

        void compare(String noun, UUID id, ChainHead known) {
            var end = ends.getOrDefault(id, ChainHead.NONE);
            if (!Objects.equals(end, known)) {
                found(
                        "The %s %s knows %d entries of its history, and the journal ends at %d: the tail was cut or the %s was changed outside Kept."
                                .formatted(noun, id, known.position(), end.position(), noun));
            }
        }

        void found(String sentence) {
            if (broken.size() < ENOUGH) {
                broken.add(sentence);
            }
        }
    }
}
