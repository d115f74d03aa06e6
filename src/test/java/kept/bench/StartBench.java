package kept.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// How long a warm start takes, and what memory is held when idle and after load.
final class StartBench {
    private StartBench() {}

    static void run(Path folder, Results results) throws Exception {
        try (var program = Program.start(folder)) {
            results.add("first start, with a new cluster", seconds(program), "s", "");
            double[] starts = new double[5];
            for (int i = 0; i < starts.length; i++) {
                results.add("exit code after SIGTERM", program.stop(), "", "0");
                program.again();
                starts[i] = seconds(program);
            }
            Arrays.sort(starts);
            results.add("warm start to ready, median of 5", starts[2], "s", "<= 8");
            results.add("warm start to ready, longest of 5", starts[4], "s", "<= 8");
            Thread.sleep(Duration.ofSeconds(10));
            results.add("JVM resident, idle", Memory.resident(program.pid()), "MB", "<= 350");
            String customer = CasesBench.customer(program);
            for (int i = 0; i < 2; i++) {
                Load.of(
                        8,
                        Duration.ofSeconds(15),
                        _ -> {
                            var caller = program.caller();
                            return () ->
                                    caller.post(
                                                                    "/api/v1/cases",
                                                                    "{\"customerId\": \"%s\", \"subject\": \"a\", \"text\": \"b\", \"channel\": \"web\"}"
                                                                            .formatted(customer),
                                                                    "")
                                                            .status()
                                                    == 201
                                            && caller.get("/api/v1/cases").status() == 200;
                        });
            }
            results.add("JVM resident, after load", Memory.resident(program.pid()), "MB", "");
            results.add(
                    "everything after load (PSS)",
                    Memory.ofProgram(program.pid()) + Memory.ofDatabase(folder),
                    "MB",
                    "<= 600");
        }
    }

    private static double seconds(Program program) {
        return program.readyAfter().toMillis() / 1000.0;
    }
}
