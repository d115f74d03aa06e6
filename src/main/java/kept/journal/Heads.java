package kept.journal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Signs the head of the journal every hour, and shows that an entry stands in it. Only what is sealed is signed, so
/// nothing can slip in below a head.
@Service
public class Heads {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final String ALGORITHM = "Ed25519";

    /// So many entries at most in one head, for its tree is built in memory.
    private static final long MOST = 200_000;

    private final HeadTable table;
    private final JournalTable journal;
    private final ApplicationEventPublisher news;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(Optional<SignedHead> head, long readAt) {}

    Heads(HeadTable table, JournalTable journal, ApplicationEventPublisher news, Clock clock) {
        this.table = table;
        this.journal = journal;
        this.news = news;
        this.clock = clock;
    }

    /// Signs a head if its hour has come and something was sealed since the last one.
    ///
    /// @return true if it did
    @Transactional
    public boolean turn() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var last = table.last().orElse(null);
        long first = last == null ? 1 : last.lastSeq() + 1;
        var sealed = journal.sealedFrom(first, MOST);
        boolean hourHasCome =
                last == null || Duration.between(last.at(), now).compareTo(EVERY) >= 0;
        if (sealed == null || (!hourHasCome && sealed.whole()) || !journal.lockSealing()) {
            return false;
        }
        // another node may have signed while this one waited
        if (last != null && table.last().orElseThrow().number() != last.number()) {
            return false;
        }
        long lastSeq = sealed.lastSeq();
        var tree = tree(first, lastSeq);
        long number = last == null ? 1 : last.number() + 1;
        String line = SignedHead.line(number, first, lastSeq, tree.size(), tree.root(), now);
        byte[] hash = SignedHead.hash(last == null ? ChainHead.NONE.hash() : last.hash(), line);
        var head =
                new SignedHead(
                        number, first, lastSeq, tree.size(), tree.root(), now, hash, sign(hash));
        table.insert(head);
        news.publishEvent(new HeadSigned(head));
        return true;
    }

    private MerkleTree tree(long first, long last) {
        var tree = new MerkleTree();
        journal.eachBySeq(first, last, entry -> tree.add(entry.hash()));
        return tree;
    }

    private byte[] sign(byte[] hash) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(keys().secret())));
            signature.update(hash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HeadTable.Keys keys() {
        return table.known()
                .orElseGet(() -> {
                    try {
                        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                        return table.keys(
                                new HeadTable.Keys(
                                        pair.getPrivate().getEncoded(),
                                        pair.getPublic().getEncoded()));
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /// The public key of the house, X.509 encoded.
    @Transactional
    public byte[] publicKey() {
        return keys().open();
    }

    /// The last one, as it was seen within the last minute: every receipt names it.
    public Optional<SignedHead> last() {
        var now = known;
        if (now == null || System.nanoTime() - now.readAt() > REMEMBERED.toNanos()) {
            now = new Known(table.last(), System.nanoTime());
            known = now;
        }
        return now.head();
    }

    /// The latest heads, newest first.
    public List<SignedHead> latest(int limit) {
        return table.latest(limit);
    }

    /// The hash that a head is chained to.
    public byte[] before(SignedHead head) {
        return head.number() == 1
                ? ChainHead.NONE.hash()
                : table.numbered(head.number() - 1).orElseThrow().hash();
    }

    /// Where each entry stands in a signed head; one that is younger than the last head is missing.
    @Transactional(readOnly = true)
    public Map<Long, Inclusion> inclusions(List<Entry> entries) {
        var byHead = new HashMap<Long, List<Entry>>();
        var heads = new HashMap<Long, SignedHead>();
        for (var entry : entries) {
            table.holding(entry.seq())
                    .ifPresent(head -> {
                        heads.put(head.number(), head);
                        byHead.computeIfAbsent(head.number(), _ -> new ArrayList<>()).add(entry);
                    });
        }
        var found = new HashMap<Long, Inclusion>();
        byHead.forEach((number, of) -> include(heads.get(number), of, found));
        return found;
    }

    private void include(
            @Nullable SignedHead head, List<Entry> entries, Map<Long, Inclusion> found) {
        if (head == null) {
            return;
        }
        var tree = new MerkleTree();
        var places = new HashMap<Long, Integer>();
        journal.eachBySeq(
                head.firstSeq(),
                head.lastSeq(),
                entry -> {
                    places.put(entry.seq(), tree.size());
                    tree.add(entry.hash());
                });
        for (var entry : entries) {
            Integer place = places.get(entry.seq());
            if (place != null) {
                found.put(entry.seq(), new Inclusion(head, place, tree.path(place)));
            }
        }
    }

    /// Checks every head: chained, signed, and with the root of the entries that are there.
    long check(Consumer<String> found) {
        byte[] previous = ChainHead.NONE.hash();
        long next = 1;
        long count = 0;
        for (var head : table.all()) {
            count++;
            if (head.firstSeq() != next || head.number() != count) {
                found.accept("Head " + count + " is missing or out of order.");
            }
            if (!java.util.Arrays.equals(SignedHead.hash(previous, head.line()), head.hash())
                    || !signed(head)) {
                found.accept(
                        "Head %d was changed: its hash or signature does not fit."
                                .formatted(head.number()));
            }
            var tree = tree(head.firstSeq(), head.lastSeq());
            if (tree.size() == 0 || !java.util.Arrays.equals(tree.root(), head.root())) {
                found.accept(
                        "Head %d (entries %d to %d) was signed over other entries than are there."
                                .formatted(head.number(), head.firstSeq(), head.lastSeq()));
            }
            previous = head.hash();
            next = head.lastSeq() + 1;
        }
        return count;
    }

    private boolean signed(SignedHead head) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePublic(new X509EncodedKeySpec(keys().open())));
            signature.update(head.hash());
            return signature.verify(head.signature());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
