package kept.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kept.database.DatabaseUrl;
import kept.database.EmbeddedPostgres;

/// The real program in a JVM of its own, durable, on a folder to throw away.
final class Program implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String EMAIL = "asha@example.com";
    static final String PASSWORD = "a long enough sentence";
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final List<String> java;
    private final Path data;
    private final Map<String, String> more;
    private final int port;
    private final int mailPort;
    private Process process;
    private Duration readyAfter = Duration.ZERO;

    private Program(List<String> java, Path data, Map<String, String> more) throws IOException {
        this.java = java;
        this.data = data;
        this.more = more;
        try (var web = new ServerSocket(0);
                var mail = new ServerSocket(0)) {
            this.port = web.getLocalPort();
            this.mailPort = mail.getLocalPort();
        }
        this.process = launch();
        // a harness that is ended must not leave its program behind
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroy()));
    }

    /// As `./kept run` starts it, if this JVM was started by `./kept bench`; else from the class path of the tests.
    static Program start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /// The same with more settings, such as the address of a database that several share.
    static Program start(Path data, Map<String, String> more) throws IOException {
        var java = new ArrayList<String>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String root = System.getProperty("kept.root");
        if (root == null) {
            java.addAll(
                    List.of(
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx512m",
                            "--enable-native-access=ALL-UNNAMED"));
            java.addAll(List.of("-cp", System.getProperty("java.class.path"), "kept.Kept"));
        } else {
            java.addAll(List.of(System.getProperty("kept.options", "").strip().split("\\s+")));
            var cache = Path.of(root, "target", "kept.aot");
            if (Files.exists(cache)) {
                java.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
            }
            String options = System.getenv("KEPT_JAVA_OPTS");
            if (options != null) {
                java.addAll(List.of(options.strip().split("\\s+")));
            }
            java.addAll(List.of("-jar", Path.of(root, "target", "app", "kept.jar").toString()));
        }
        return new Program(java, data, more);
    }

    private Process launch() throws IOException {
        var builder = command("run");
        builder.environment()
                .putAll(
                        Map.of(
                                "KEPT_PORT",
                                "" + port,
                                "KEPT_SMTP_LISTEN",
                                "127.0.0.1:" + mailPort,
                                "KEPT_MAIL_ADDRESS",
                                Letters.HOUSE,
                                "KEPT_OWNER_EMAIL",
                                EMAIL,
                                "KEPT_OWNER_PASSWORD",
                                PASSWORD,
                                "KEPT_API_TOKEN",
                                TOKEN));
        builder.environment().putAll(more);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling(data.getFileName() + ".log").toFile()));
        long begun = System.nanoTime();
        var started = builder.start();
        while (!ready()) {
            readyAfter = Duration.ofNanos(System.nanoTime() - begun);
            if (!started.isAlive() || readyAfter.compareTo(LONGEST_START) > 0) {
                throw new IOException("The program did not start: see " + data + ".log");
            }
            pause();
        }
        readyAfter = Duration.ofNanos(System.nanoTime() - begun);
        return started;
    }

    private ProcessBuilder command(String... more) {
        var words = new ArrayList<>(java);
        words.addAll(List.of(more));
        words.addAll(List.of("--data", data.toString()));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("KEPT_"));
        return builder;
    }

    /// Runs another command on the same house.
    ///
    /// @return what it said
    String runs(String... words) throws IOException, InterruptedException {
        var builder = command(words);
        builder.environment().put("KEPT_MAIL_ADDRESS", Letters.HOUSE);
        var running = builder.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    boolean ready() {
        try (var caller = caller()) {
            return caller.get("/health/ready").status() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    Caller caller() {
        return new Caller(port, TOKEN);
    }

    MailSender mailSender() throws IOException {
        return new MailSender(mailPort);
    }

    DatabaseUrl database() {
        return EmbeddedPostgres.running(data, "kept").orElseThrow();
    }

    long pid() {
        return process.pid();
    }

    /// From the start of the process to the first answer that says it is ready.
    Duration readyAfter() {
        return readyAfter;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void again() throws IOException {
        process = launch();
    }

    /// @return the exit code
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        try {
            stop();
            if (Files.exists(data)) {
                try (var files = Files.walk(data)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
