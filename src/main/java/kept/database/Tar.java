package kept.database;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/// Reads as much of the tar format (POSIX ustar) as the PostgreSQL archives use, and refuses the rest.
final class Tar {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final Path target;

    private Tar(InputStream in, Path target) {
        this.in = in;
        this.target = target.toAbsolutePath().normalize();
    }

    /// @throws IOException if the archive is cut short, is no tar, or reaches outside of `target`
    static void extract(InputStream in, Path target) throws IOException {
        new Tar(in, target).extract();
    }

    private void extract() throws IOException {
        byte[] header = block();
        while (!isEnd(header)) {
            entry(header);
            header = block();
        }
    }

    private void entry(byte[] header) throws IOException {
        long size = octal(header, 124, 12);
        Path path = inside(target.resolve(name(header)));
        Files.createDirectories(path.equals(target) ? target : path.resolveSibling("."));
        char type = (char) header[156];
        switch (type) {
            case '0', '\0' -> file(path, size, octal(header, 100, 8));
            case '2' -> link(path, text(header, 157, 100));
            case '5' -> Files.createDirectories(path);
            default -> throw new IOException("The archive has an entry of unknown type " + type);
        }
    }

    private void file(Path path, long size, long mode) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (n < 0) {
                    throw cutShort();
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if ((mode & 0100) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void link(Path path, String to) throws IOException {
        // a later entry could be written through a link that leads outside
        inside(path.resolveSibling(to));
        Files.createSymbolicLink(path, Path.of(to));
    }

    private Path inside(Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("The archive reaches outside of its folder: " + path);
        }
        return normal;
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw cutShort();
        }
        return block;
    }

    private static boolean isEnd(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static long octal(byte[] header, int offset, int length) throws IOException {
        try {
            return Long.parseLong(text(header, offset, length).strip(), 8);
        } catch (NumberFormatException e) {
            throw new IOException("This is no tar archive", e);
        }
    }

    private static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static EOFException cutShort() {
        return new EOFException("The archive is cut short");
    }
}
