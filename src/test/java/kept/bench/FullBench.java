package kept.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Fills the disk under the running program, a small one in memory that only root can make, and makes room again.
final class FullBench {
    private static final String SIZE = "400m";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FullBench() {}

    /// How calls and a mail were answered while the disk was full, and what was left when there was room again.
    record Toll(
            Map<Integer, Integer> answers,
            String detail,
            String mail,
            long acknowledged,
            long lost,
            double back) {}

    static void run(Path folder, Results results) throws Exception {
        if (!possible(folder)) {
            System.out.println("  skipped: only root can mount a small disk in memory");
            return;
        }
        var toll = fill(folder);
        results.add("answered with 507 while full", toll.answers().getOrDefault(507, 0), "", "");
        results.add("mail answered with", Integer.parseInt(toll.mail().substring(0, 3)), "", "452");
        results.add("acknowledged", toll.acknowledged(), "", "");
        results.add("lost", toll.lost(), "", "0");
        results.add("works again after room was made", toll.back(), "s", "<= 30");
    }

    static boolean possible(Path folder) throws IOException, InterruptedException {
        var probe = Files.createDirectories(folder.resolve("probe"));
        boolean mounted =
                command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe.toString());
        if (mounted) {
            command("umount", probe.toString());
        }
        return mounted;
    }

    static Toll fill(Path folder) throws IOException, InterruptedException, SQLException {
        var disk = Files.createDirectories(folder.resolve("disk"));
        if (!command("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString())) {
            throw new IOException("The disk could not be mounted.");
        }
        int smtp = freePort();
        try (var program =
                Program.start(
                        disk.resolve("data"),
                        Map.of(
                                "KEPT_SMTP_LISTEN",
                                "127.0.0.1:" + smtp,
                                "KEPT_MAIL_ADDRESS",
                                "help@house.example"))) {
            return filled(program, disk, smtp);
        } finally {
            command("umount", "-l", disk.toString());
        }
    }

    private static Toll filled(Program program, Path disk, int smtp)
            throws IOException, InterruptedException, SQLException {
        String customer = CasesBench.customer(program);
        var acknowledged = new ArrayList<String>();
        var answers = new TreeMap<Integer, Integer>();
        String detail = "";
        String mail = "000";
        write(program, customer, "before", acknowledged);
        var ballast = disk.resolve("ballast");
        ballast(ballast);
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (int n = 0; answers.getOrDefault(507, 0) < 5 && System.nanoTime() < until; n++) {
            try {
                var answer = write(program, customer, "full" + n, acknowledged);
                answers.merge(answer.status(), 1, Integer::sum);
                detail = answer.status() == 507 ? answer.body() : detail;
            } catch (IOException _) {
                answers.merge(0, 1, Integer::sum);
            }
        }
        for (int n = 0; n < 20 && !mail.startsWith("452"); n++) {
            mail = mailed(smtp, n);
        }
        Files.delete(ballast);
        long freed = System.nanoTime();
        double back = PATIENCE.toSeconds();
        for (int n = 0; System.nanoTime() - freed < PATIENCE.toNanos(); n++) {
            try {
                if (write(program, customer, "after" + n, acknowledged).status() == 201) {
                    back = (System.nanoTime() - freed) / 1e9;
                    break;
                }
            } catch (IOException _) {
                // asked again
            }
            Thread.sleep(100);
        }
        return new Toll(
                answers, detail, mail, acknowledged.size(), lost(program, acknowledged), back);
    }

    private static Caller.Answer write(
            Program program, String customer, String subject, List<String> acknowledged)
            throws IOException {
        // text that does not shrink much, so that a table must soon grow
        var text = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            text.append(Integer.toString((i * 7919 + subject.hashCode()) % 1_679_616, 36));
        }
        try (var caller = program.caller()) {
            var answer =
                    caller.post(
                            "/api/v1/cases",
                            "{\"customerId\": \"%s\", \"subject\": \"%s\", \"text\": \"%s\", \"channel\": \"web\"}"
                                    .formatted(customer, subject, text),
                            subject);
            if (answer.status() == 201) {
                acknowledged.add(subject);
            }
            return answer;
        }
    }

    private static void ballast(Path file) throws IOException {
        byte[] block = new byte[1 << 16];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException _) {
            // it is full
        }
    }

    /// The answer to a mail of 200 kB.
    private static String mailed(int port, int n) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(60_000);
            String said = in.readLine();
            var random = new java.util.Random(n);
            var body = new StringBuilder("Subject: full " + n + "\r\n\r\n");
            for (int i = 0; i < 3_000; i++) {
                body.append(Long.toString(random.nextLong(), 36))
                        .append(Long.toString(random.nextLong(), 36))
                        .append("\r\n");
            }
            for (String line :
                    List.of(
                            "HELO peer.example\r\n",
                            "MAIL FROM:<ana@example.com>\r\n",
                            "RCPT TO:<help@house.example>\r\n",
                            "DATA\r\n",
                            body + ".\r\n")) {
                socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
                said = in.readLine();
            }
            return said == null ? "000" : said;
        }
    }

    private static long lost(Program program, List<String> acknowledged) throws SQLException {
        var there = new HashSet<String>();
        try (var connection = program.database().connect();
                var query = connection.createStatement();
                var row = query.executeQuery("select subject from cases")) {
            while (row.next()) {
                there.add(row.getString(1));
            }
        }
        return acknowledged.stream().filter(subject -> !there.contains(subject)).count();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        try {
            var process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
