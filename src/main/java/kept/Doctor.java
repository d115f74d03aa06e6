package kept;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import kept.database.DatabaseUrl;
import kept.database.DiskRoom;
import kept.kernel.Refusal;
import kept.sip.TlsFiles;
import kept.speech.SpeechModel;
import org.jspecify.annotations.Nullable;

/// Looks at everything a house stands on and says a sentence about each; ends with 1 if something must be mended.
final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CERTIFICATE_WARNING = Duration.ofDays(14);
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private final Settings settings;
    private final Console console;
    private boolean ill;

    Doctor(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    int run() {
        fine(
                "The settings are understood; the data folder is %s."
                        .formatted(settings.data().toAbsolutePath().normalize()));
        folder();
        disk();
        var url = database();
        port(url.isPresent());
        url.ifPresent(this::insideDatabase);
        peer("KEPT_SMTP_URL", "Outgoing mail", 587, 465);
        peer("KEPT_IMAP_URL", "Incoming mail", 143, 993);
        listener("KEPT_SMTP_LISTEN", "Mail by SMTP", url.isPresent());
        listener("KEPT_METRICS_LISTEN", "Metrics", url.isPresent());
        listener("KEPT_SIP_LISTEN", "Calls by SIP", url.isPresent());
        listener("KEPT_SIP_TLS_LISTEN", "Calls by SIP over TLS", url.isPresent());
        certificate();
        speech();
        console.say(
                ill
                        ? "Something must be mended: see the lines that start with MEND."
                        : "All is well.");
        return ill ? 1 : 0;
    }

    private void folder() {
        Path data = settings.data().toAbsolutePath().normalize();
        if (Files.exists(data)
                ? Files.isDirectory(data) && Files.isWritable(data)
                : Files.isWritable(existing(data))) {
            fine("The data folder can be written.");
        } else {
            mend(
                    "The data folder %s cannot be written: give its rights to the user that runs Kept."
                            .formatted(data));
        }
    }

    private void disk() {
        try {
            var room = DiskRoom.of(settings.data());
            if (room.scarce()) {
                mend(room + ": make room now, because Kept stops to accept when it is full.");
            } else if (room.nearlyFull()) {
                warn(room + ": make room, or move the data folder to a larger disk.");
            } else {
                fine(room + ".");
            }
        } catch (IOException e) {
            warn("How full the disk is cannot be read: %s.".formatted(e.getMessage()));
        }
    }

    private Optional<DatabaseUrl> database() {
        try {
            var running = new House(settings).running();
            if (running.isEmpty()) {
                fine(
                        Files.isDirectory(settings.data().resolve("postgres"))
                                ? "The embedded database rests; ./kept run starts it."
                                : "There is no house in the data folder yet; ./kept run makes one.");
            }
            return running;
        } catch (Refusal refusal) {
            mend(refusal.sentence());
            return Optional.empty();
        }
    }

    private void port(boolean running) {
        int port = Integer.parseInt(settings.get("KEPT_PORT"));
        if (port == 0) {
            fine("KEPT_PORT is 0: each start takes a free port.");
            return;
        }
        String at = settings.get("KEPT_BIND");
        if (free(at, port)) {
            fine("Port %d on %s is free.".formatted(port, at));
        } else if (running && answersAsKept(at, port)) {
            fine("Port %d on %s is used by this Kept, and it answers.".formatted(port, at));
        } else {
            mend(
                    "Port %d on %s is used by another program, or %s is no address of this machine: stop that program, or set KEPT_PORT or KEPT_BIND."
                            .formatted(port, at, at));
        }
    }

    private void insideDatabase(DatabaseUrl url) {
        try (var connection = url.connect()) {
            url.require();
            fine(
                    "The database %s answers: PostgreSQL %s, durable."
                            .formatted(url, ask(connection, "show server_version")));
            if ("on".equals(ask(connection, "show data_checksums"))) {
                fine("It keeps checksums of its pages.");
            } else {
                warn(
                        "It keeps no checksums, so a rotting disk goes unseen: stop it and run pg_checksums --enable.");
            }
            clock(connection);
        } catch (SQLException e) {
            mend(
                    "The database %s does not answer (%s): start it, or correct KEPT_DATABASE_URL."
                            .formatted(url, e.getMessage()));
        } catch (RuntimeException e) {
            mend(String.valueOf(e.getMessage()));
        }
    }

    private void clock(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery("select clock_timestamp()")) {
            row.next();
            Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
            var apart = Duration.between(theirs, Clock.systemUTC().instant()).abs();
            if (apart.compareTo(CLOCK_STEP) < 0) {
                fine("The clock agrees with the database's to %d ms.".formatted(apart.toMillis()));
            } else {
                mend(
                        "The clock is %d seconds from the database's: set both by NTP, or promises fall due at the wrong moment."
                                .formatted(apart.toSeconds()));
            }
        }
    }

    private void peer(String name, String what, int plainPort, int securePort) {
        String value = settings.get(name);
        if (value.isBlank()) {
            fine("%s is off (%s is not set).".formatted(what, name));
            return;
        }
        @Nullable URI uri = uri(value);
        if (uri == null || uri.getHost() == null) {
            mend("%s is no address like smtp://user:password@host:port.".formatted(name));
            return;
        }
        boolean secure = uri.getScheme().endsWith("s");
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? securePort : plainPort;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port), (int) PATIENCE.toMillis());
            fine("%s: %s port %d can be reached.".formatted(what, uri.getHost(), port));
        } catch (IOException e) {
            mend(
                    "%s: %s port %d cannot be reached (%s): check %s, the network and the firewall."
                            .formatted(what, uri.getHost(), port, e.getMessage(), name));
        }
    }

    private void listener(String name, String what, boolean running) {
        String value = settings.get(name);
        if (value.isBlank()) {
            return;
        }
        int colon = value.lastIndexOf(':');
        if (colon < 1 || !value.substring(colon + 1).matches("\\d{1,5}")) {
            mend("%s is \"%s\"; write it as in 0.0.0.0:2525.".formatted(name, value));
        } else if (running
                || free(value.substring(0, colon), Integer.parseInt(value.substring(colon + 1)))) {
            fine("%s listens on %s.".formatted(what, value));
        } else {
            mend(
                    "%s cannot listen on %s: another program does. Set %s to another port."
                            .formatted(what, value, name));
        }
    }

    private void speech() {
        String folder = settings.get("KEPT_SPEECH_MODEL");
        if (!folder.isBlank()) {
            SpeechModel.fault(Path.of(folder))
                    .ifPresentOrElse(
                            this::mend,
                            () -> fine("Recorded calls are written down with " + folder + "."));
        }
    }

    private void certificate() {
        if (settings.get("KEPT_SIP_TLS_LISTEN").isBlank()) {
            return;
        }
        try {
            var now = Clock.systemUTC().instant();
            var until =
                    new TlsFiles(
                                    Path.of(settings.get("KEPT_SIP_TLS_CERTIFICATE")),
                                    Path.of(settings.get("KEPT_SIP_TLS_KEY")))
                            .usableUntil(now);
            if (now.plus(CERTIFICATE_WARNING).isAfter(until)) {
                warn("The certificate for SIP ends at %s: get a new one soon.".formatted(until));
            } else {
                fine(
                        "The certificate for SIP and its key fit; it holds until %s."
                                .formatted(until));
            }
        } catch (Refusal refusal) {
            mend(refusal.sentence());
        }
    }

    private static @Nullable URI uri(String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean free(String at, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(at, port));
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean answersAsKept(String at, int port) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(at.equals("0.0.0.0") ? "127.0.0.1" : at, port),
                    (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(
                            "GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n"
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new String(
                            socket.getInputStream().readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8)
                    .contains("\"status\"");
        } catch (IOException _) {
            return false;
        }
    }

    private static Path existing(Path path) {
        @Nullable Path up = path;
        while (up != null && !Files.exists(up)) {
            up = up.getParent();
        }
        return up == null ? Path.of(".") : up;
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void fine(String sentence) {
        console.say("ok    " + sentence);
    }

    private void warn(String sentence) {
        console.say("WARN  " + sentence);
    }

    private void mend(String sentence) {
        ill = true;
        console.say("MEND  " + sentence);
    }
}
