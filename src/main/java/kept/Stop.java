package kept;

import org.springframework.context.ConfigurableApplicationContext;

/// How serving ends when the process is asked to (SIGTERM, Ctrl-C): what is under way is finished, the database stops,
/// and the exit code is 0. A JVM left to itself would end with 143, which a supervisor takes for a failure.
final class Stop {
    private Stop() {}

    static void withZero(ConfigurableApplicationContext context) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(context), "stop"));
    }

    private static void close(ConfigurableApplicationContext context) {
        int code = 1;
        try {
            context.close();
            code = 0;
        } finally {
            System.out.flush();
            Runtime.getRuntime().halt(code);
        }
    }
}
