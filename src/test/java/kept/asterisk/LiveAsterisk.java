package kept.asterisk;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;

/// An Asterisk that really runs: one of this system, or one in a folder that holds a whole system of its own, named by
/// `KEPT_TEST_ASTERISK`. Debian 12 has none; `.ci/run` makes such a folder.
public final class LiveAsterisk implements AutoCloseable {
    public static final String USER = "kept";
    public static final String PASSWORD = "correct-horse-battery";

    /// Its trunk gives up who is not heard for so long.
    static final int RTP_TIMEOUT = 3;

    private final Process process;
    private final Path folder;
    private final int http;
    private final int sip;

    private LiveAsterisk(Process process, Path folder, int http, int sip) {
        this.process = process;
        this.folder = folder;
        this.http = http;
        this.sip = sip;
    }

    /// The folder of its system, `/` for this one; empty if there is none.
    public static Optional<Path> root() {
        var set = System.getenv("KEPT_TEST_ASTERISK");
        return Optional.of(Path.of(set == null || set.isBlank() ? "/" : set))
                .filter(root -> Files.isExecutable(root.resolve("usr/sbin/asterisk")));
    }

    /// @param provider the port of the telephone network behind it, at this machine
    public static LiveAsterisk start(Path root, int provider) throws IOException {
        int http = freeTcp();
        int sip = freeUdp();
        var folder = root.resolve("tmp/kept-" + UUID.randomUUID());
        Files.createDirectories(folder);
        copy(root.resolve("etc/asterisk"), folder);
        String inside = "/" + root.relativize(folder);
        for (var file : files(inside, modules(root), http, sip, provider).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        var command = new ArrayList<String>();
        if (!root.equals(Path.of("/"))) {
            command.addAll(List.of("chroot", root.toString()));
        }
        command.addAll(
                List.of("/usr/sbin/asterisk", "-f", "-vvv", "-C", inside + "/asterisk.conf"));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        var started = new LiveAsterisk(process, folder, http, sip);
        Awaitility.await("Asterisk answers")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(started::answers);
        return started;
    }

    public String address() {
        return "http://127.0.0.1:" + http;
    }

    /// Where it hears the telephone network.
    public int sipPort() {
        return sip;
    }

    /// What it wrote.
    public String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private boolean answers() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var asked =
                    HttpRequest.newBuilder(URI.create(address() + "/ari/asterisk/info"))
                            .header(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder()
                                                    .encodeToString(
                                                            (USER + ":" + PASSWORD)
                                                                    .getBytes(
                                                                            java.nio.charset
                                                                                    .StandardCharsets
                                                                                    .UTF_8)))
                            .build();
            return client.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    /// Where its parts are: beside other libraries of the machine's kind, or in older ones without that.
    private static String modules(Path root) throws IOException {
        try (var folders =
                Files.find(
                        root.resolve("usr/lib"),
                        3,
                        (path, _) -> path.endsWith("asterisk/modules"))) {
            return "/" + root.relativize(folders.findFirst().orElseThrow());
        }
    }

    /// Parts of it do not start without the settings that Debian ships.
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /// What `docs/voice.md` tells owners to write, and a provider at this machine.
    private static Map<String, String> files(
            String inside, String modules, int http, int sip, int provider) {
        int rtp = 36_000 + java.util.concurrent.ThreadLocalRandom.current().nextInt(20) * 100;
        return Map.of(
                "asterisk.conf",
                """
                [directories]
                astetcdir => %1$s
                astvarlibdir => /var/lib/asterisk
                astdatadir => /usr/share/asterisk
                astmoddir => %2$s
                astdbdir => %1$s
                astkeydir => %1$s
                astagidir => %1$s
                astspooldir => %1$s
                astrundir => %1$s
                astlogdir => %1$s
                """
                        .formatted(inside, modules),
                "modules.conf",
                """
                [modules]
                autoload = yes
                noload = res_phoneprov.so
                """,
                "logger.conf",
                """
                [logfiles]
                console => notice,warning,error,verbose
                """,
                "http.conf",
                """
                [general]
                enabled = yes
                bindaddr = 127.0.0.1
                bindport = %d
                """
                        .formatted(http),
                "ari.conf",
                """
                [general]
                enabled = yes
                [%s]
                type = user
                password = %s
                password_format = plain
                """
                        .formatted(USER, PASSWORD),
                "rtp.conf",
                """
                [general]
                rtpstart = %d
                rtpend = %d
                """
                        .formatted(rtp, rtp + 98),
                "pjsip.conf",
                """
                [udp]
                type = transport
                protocol = udp
                bind = 127.0.0.1:%d

                [provider]
                type = endpoint
                context = from-provider
                disallow = all
                allow = ulaw,alaw
                aors = provider
                direct_media = no
                rtp_timeout = %d
                rtp_timeout_hold = %2$d

                [provider]
                type = aor
                contact = sip:127.0.0.1:%d

                [provider]
                type = identify
                endpoint = provider
                match = 127.0.0.1
                """
                        .formatted(sip, RTP_TIMEOUT, provider),
                "extensions.conf",
                """
                [from-provider]
                exten => _[+0-9]!,1,Stasis(kept,${EXTEN})
                 same => n,GotoIf($["${STASISSTATUS}" = "SUCCESS"]?over)
                 same => n,Congestion(1)
                 same => n(over),Hangup()
                """);
    }

    private static int freeTcp() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int freeUdp() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
