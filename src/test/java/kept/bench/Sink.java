package kept.bench;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import kept.mail.SmtpListener;

/// The mail server of the customers: it counts how often each letter came, by its Message-ID.
final class Sink implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

    private final Map<String, Integer> copies = new ConcurrentHashMap<>();
    private final SmtpListener server =
            new SmtpListener(
                    SmtpListener.Settings.on("127.0.0.1", 0, "customers.example"),
                    _ -> true,
                    (_, raw) -> count(new String(raw, StandardCharsets.ISO_8859_1)),
                    Clock.systemUTC());

    Sink() {
        server.start();
    }

    private void count(String raw) {
        var id = ID.matcher(raw);
        copies.merge(id.find() ? id.group(1) : "none", 1, Integer::sum);
    }

    String url() {
        return "smtp://127.0.0.1:" + server.port();
    }

    Map<String, Integer> copies() {
        return copies;
    }

    @Override
    public void close() {
        server.close();
    }
}
