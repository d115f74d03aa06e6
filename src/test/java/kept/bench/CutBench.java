package kept.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import kept.database.DatabaseUrl;
import kept.database.EmbeddedPostgres;

/// Takes the database away from the running program in several ways, and looks how soon it says so, how soon it works
/// again, and whether anything it acknowledged is gone.
final class CutBench {
    private static final int CLIENTS = 4;

    private CutBench() {}

    /// How the database is cut off.
    enum Cut {
        STOPPED("stopped (SIGSTOP)"),
        SILENT("silent drop"),
        RESET("reset");

        private final String words;

        Cut(String words) {
            this.words = words;
        }
    }

    /// Seconds from the cut to "down", from its end to "ready", and the longest time a caller waited.
    record Outage(double down, double up, double longestWait, String said) {}

    /// What the cuts left.
    record Toll(long acknowledged, long lost, long twice, List<Outage> outages) {}

    static void run(Path folder, Results results) throws Exception {
        var cuts = List.of(Cut.values());
        var toll = cuts(folder, cuts, Duration.ofSeconds(30));
        for (int i = 0; i < cuts.size(); i++) {
            var outage = toll.outages().get(i);
            String what = "30 s " + cuts.get(i).words;
            results.add(what + ": down after", outage.down(), "s", "<= 5");
            results.add(what + ": ready again after", outage.up(), "s", "<= 10");
            results.add(what + ": longest wait of a caller", outage.longestWait(), "s", "<= 35");
        }
        results.add("acknowledged", toll.acknowledged(), "", "");
        results.add("lost", toll.lost(), "", "0");
        results.add("twice", toll.twice(), "", "0");
    }

    static Toll cuts(Path folder, List<Cut> cuts, Duration length)
            throws IOException, InterruptedException, SQLException {
        try (var postgres =
                        EmbeddedPostgres.start(
                                folder.resolve("postgres"), EmbeddedPostgres.Mode.DURABLE);
                var wire = new Proxy(postgres.port())) {
            var direct = postgres.database("kept");
            var through =
                    new DatabaseUrl(
                            direct.host(),
                            wire.port(),
                            direct.database(),
                            direct.user(),
                            direct.password(),
                            direct.parameters());
            var settings = Map.of("KEPT_DATABASE_URL", through.secretText());
            try (var program = Program.start(folder.resolve("data"), settings)) {
                String customer = CasesBench.customer(program);
                var acknowledged = new ConcurrentLinkedQueue<String>();
                var outages = new ArrayList<Outage>();
                for (var cut : cuts) {
                    outages.add(
                            outage(
                                    program,
                                    cut,
                                    length,
                                    wire,
                                    folder.resolve("postgres"),
                                    customer,
                                    acknowledged));
                }
                return count(direct, acknowledged, outages);
            }
        }
    }

    private static Outage outage(
            Program program,
            Cut cut,
            Duration length,
            Proxy wire,
            Path postgres,
            String customer,
            ConcurrentLinkedQueue<String> acknowledged)
            throws IOException, InterruptedException {
        var goOn = new AtomicBoolean(true);
        var longest = new AtomicLong();
        var said = new ConcurrentLinkedQueue<String>();
        var clients = new ArrayList<Thread>();
        for (int c = 0; c < CLIENTS; c++) {
            String name = cut + "c" + c + "n";
            clients.add(
                    Thread.ofPlatform()
                            .start(() ->
                                    write(
                                            program,
                                            customer,
                                            name,
                                            goOn,
                                            acknowledged,
                                            longest,
                                            said)));
        }
        Thread.sleep(2_000);
        var stopped = cut == Cut.STOPPED ? processes(postgres) : List.<Long>of();
        long begun = System.nanoTime();
        switch (cut) {
            case STOPPED -> signal("STOP", stopped);
            case SILENT -> wire.set(Proxy.Mode.SILENT);
            case RESET -> wire.set(Proxy.Mode.RESET);
        }
        double down;
        double up;
        try {
            down = untilReady(program, false, begun);
            Thread.sleep(Math.max(0, length.toMillis() - (System.nanoTime() - begun) / 1_000_000));
        } finally {
            signal("CONT", stopped);
            wire.set(Proxy.Mode.OPEN);
        }
        up = untilReady(program, true, System.nanoTime());
        Thread.sleep(2_000);
        goOn.set(false);
        for (var client : clients) {
            client.join();
        }
        return new Outage(down, up, longest.get() / 1e9, String.join("\n", new HashSet<>(said)));
    }

    /// The server and its backends; their ids are read, not guessed.
    private static List<Long> processes(Path data) throws IOException {
        try (var files = Files.walk(data, 4)) {
            var file = files.filter(f -> f.endsWith("postmaster.pid")).findFirst().orElseThrow();
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            var all = new ArrayList<Long>();
            all.add(pid);
            ProcessHandle.of(pid)
                    .orElseThrow()
                    .descendants()
                    .map(ProcessHandle::pid)
                    .forEach(all::add);
            return all;
        }
    }

    private static void signal(String name, List<Long> pids)
            throws IOException, InterruptedException {
        if (!pids.isEmpty()) {
            var words = new ArrayList<>(List.of("kill", "-" + name));
            pids.forEach(pid -> words.add("" + pid));
            new ProcessBuilder(words).inheritIO().start().waitFor();
        }
    }

    private static double untilReady(Program program, boolean wanted, long since)
            throws InterruptedException {
        while (true) {
            try (var caller = program.caller()) {
                if ((caller.get("/health/ready").status() == 200) == wanted) {
                    return (System.nanoTime() - since) / 1e9;
                }
            } catch (IOException _) {
                // asked again
            }
            if (System.nanoTime() - since > Duration.ofSeconds(60).toNanos()) {
                return 60;
            }
            Thread.sleep(50);
        }
    }

    /// Each case is asked for with the same key until it is acknowledged.
    private static void write(
            Program program,
            String customer,
            String name,
            AtomicBoolean goOn,
            ConcurrentLinkedQueue<String> acknowledged,
            AtomicLong longest,
            ConcurrentLinkedQueue<String> said) {
        for (long n = 0; goOn.get(); n++) {
            String subject = name + n;
            String body =
                    "{\"customerId\": \"%s\", \"subject\": \"%s\", \"text\": \"It leaks.\", \"channel\": \"web\"}"
                            .formatted(customer, subject);
            while (true) {
                long before = System.nanoTime();
                try (var caller = program.caller()) {
                    var answer = caller.post("/api/v1/cases", body, subject);
                    if (answer.status() == 201) {
                        acknowledged.add(subject);
                        break;
                    }
                    said.add(answer.status() + " " + answer.body());
                } catch (IOException e) {
                    said.add(e.toString());
                } finally {
                    longest.accumulateAndGet(System.nanoTime() - before, Math::max);
                }
                try {
                    Thread.sleep(100);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }

    private static Toll count(
            DatabaseUrl url, ConcurrentLinkedQueue<String> acknowledged, List<Outage> outages)
            throws SQLException {
        var there = new HashSet<String>();
        try (var connection = url.connect();
                var query = connection.createStatement();
                var row = query.executeQuery("select subject from cases")) {
            long rows = 0;
            while (row.next()) {
                there.add(row.getString(1));
                rows++;
            }
            return new Toll(
                    acknowledged.size(),
                    acknowledged.stream().filter(subject -> !there.contains(subject)).count(),
                    rows - there.size(),
                    outages);
        }
    }
}
