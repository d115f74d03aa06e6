package kept.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What reads hostile bytes, and what well-formed ones look like. It throws nothing for any input: what is refused by design it catches
/// itself.
public record FuzzTarget(String name, List<byte[]> seeds, Reader reader) {
    @FunctionalInterface
    public interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    public static FuzzTarget of(String name, List<String> seeds, Reader reader) {
        return new FuzzTarget(
                name,
                seeds.stream().map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1)).toList(),
                reader);
    }

    @Override
    public String toString() {
        return name;
    }
}
