package kept.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// A hash tree over the hashes of entries as in RFC 6962, section 2.1: a leaf is `SHA-256(0, hash)`, a node
/// `SHA-256(1, left, right)`. With the path of one leaf anybody can compute the root, and so see that it is in it.
final class MerkleTree {
    private final List<byte[]> leaves = new ArrayList<>();

    void add(byte[] hash) {
        leaves.add(sha256((byte) 0, hash, new byte[0]));
    }

    int size() {
        return leaves.size();
    }

    /// @throws IllegalStateException if nothing was added
    byte[] root() {
        if (leaves.isEmpty()) {
            throw new IllegalStateException("a tree has at least one leaf");
        }
        return root(0, leaves.size());
    }

    private byte[] root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int middle = from + split(to - from);
        return sha256((byte) 1, root(from, middle), root(middle, to));
    }

    /// The hashes beside the way from a leaf up to the root, from below.
    List<byte[]> path(int leaf) {
        var path = new ArrayList<byte[]>();
        path(leaf, 0, leaves.size(), path);
        return path;
    }

    private void path(int leaf, int from, int to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        int middle = from + split(to - from);
        if (leaf < middle) {
            path(leaf, from, middle, path);
            path.add(root(middle, to));
        } else {
            path(leaf, middle, to, path);
            path.add(root(from, middle));
        }
    }

    /// The largest power of two below `n`.
    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }

    private static byte[] sha256(byte mark, byte[] left, byte[] right) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(mark);
            digest.update(left);
            digest.update(right);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
