package kept.journal;

import java.util.List;

/// Shows that an entry stands in a signed head: its place among the leaves, and the hashes beside its way to the root.
public record Inclusion(SignedHead head, long index, List<byte[]> path) {
    public Inclusion {
        path = List.copyOf(path);
    }
}
