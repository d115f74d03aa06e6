package kept.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A client over one kept-open connection (HTTP/1.1), lean enough not to be what is measured. For one thread.
final class Caller implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    private final int port;
    private final String credentials;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Caller(int port, String token) {
        this.port = port;
        this.credentials = "Authorization: Bearer " + token + "\r\n";
    }

    private Caller(int port, String name, String value) {
        this.port = port;
        this.credentials = name + ": " + value + "\r\n";
    }

    /// The same, signed in to the pages by this cookie.
    Caller withCookie(String cookie) {
        return new Caller(port, "Cookie", cookie);
    }

    record Answer(int status, String head, String body) {}

    Answer get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + credentials + "\r\n", "");
    }

    Answer post(String path, String json, String key) throws IOException {
        return post(path, "application/json", json, key);
    }

    Answer post(String path, String type, String body, String key) throws IOException {
        return send(
                "POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(
                                path,
                                credentials,
                                type,
                                key.isEmpty() ? "" : "Idempotency-Key: " + key + "\r\n",
                                body.getBytes(StandardCharsets.UTF_8).length),
                body);
    }

    private Answer send(String head, String body) throws IOException {
        try {
            var stream = connected();
            var out = java.util.Objects.requireNonNull(socket).getOutputStream();
            out.write((head + body).getBytes(StandardCharsets.UTF_8));
            return read(stream);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private InputStream connected() throws IOException {
        var open = in;
        if (open != null) {
            return open;
        }
        var fresh = new Socket(InetAddress.getLoopbackAddress(), port);
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(PATIENCE_MS);
        socket = fresh;
        var stream = new BufferedInputStream(fresh.getInputStream(), 1 << 16);
        in = stream;
        return stream;
    }

    private Answer read(InputStream stream) throws IOException {
        int status = Integer.parseInt(line(stream).split(" ", -1)[1]);
        var head = new StringBuilder();
        int length = -1;
        boolean chunked = false;
        for (String line = line(stream); !line.isEmpty(); line = line(stream)) {
            head.append(line).append('\n');
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            }
        }
        String body;
        if (chunked) {
            var text = new StringBuilder();
            for (int size = Integer.parseInt(line(stream), 16);
                    size > 0;
                    size = Integer.parseInt(line(stream), 16)) {
                text.append(new String(stream.readNBytes(size), StandardCharsets.UTF_8));
                line(stream);
            }
            line(stream);
            body = text.toString();
        } else {
            body = length <= 0 ? "" : new String(stream.readNBytes(length), StandardCharsets.UTF_8);
        }
        if (head.toString().toLowerCase(Locale.ROOT).contains("connection: close")) {
            close();
        }
        return new Answer(status, head.toString(), body);
    }

    private static String line(InputStream stream) throws IOException {
        var line = new StringBuilder();
        for (int c = stream.read(); c != '\n'; c = stream.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        var open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // it is given up either way
            }
        }
    }
}
