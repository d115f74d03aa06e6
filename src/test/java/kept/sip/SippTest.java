package kept.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls made by somebody else's program, sipp, so that we are not right only among ourselves.
class SippTest {
    @TempDir Path folder;

    private static boolean installed() {
        boolean there =
                List.of("/usr/bin/sipp", "/usr/local/bin/sipp").stream()
                        .anyMatch(path -> Files.isExecutable(Path.of(path)));
        if (!there) {
            System.out.println("Skipped: sipp is not installed (Debian: sip-tester).");
        }
        return there;
    }

    @Test
    void fifty_calls_of_sipp_are_answered_and_hung_up_by_udp_and_tcp() throws Exception {
        assumeTrue(installed(), "sipp is not installed");
        try (var house =
                        new Exchange(
                                all -> all.admitting(1_000, 1_000),
                                Phones.none(),
                                java.time.Clock.systemUTC());
                var clerk = new Clerk(house)) {
            for (String transport : List.of("u1", "t1")) {
                assertThat(calls(house.line.port(), transport, 50)).isZero();
            }
            assertThat(clerk.answered).isEqualTo(100);
        }
    }

    private int calls(int port, String transport, int count) throws Exception {
        var command = new ArrayList<>(List.of("sipp", "-sn", "uac", "-t", transport, "-nostdin"));
        command.addAll(List.of("-r", "50", "-m", String.valueOf(count), "-d", "100"));
        command.addAll(List.of("-i", "127.0.0.1", "-timeout", "20", "127.0.0.1:" + port));
        Process sipp =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("sipp.log").toFile())
                        .start();
        return sipp.waitFor(25, TimeUnit.SECONDS) ? sipp.exitValue() : -1;
    }

    /// Answers every call at once.
    private static final class Clerk implements AutoCloseable {
        private final Thread thread;
        volatile int answered;

        Clerk(Exchange house) {
            thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (true) {
                                        house.answering(new Heard());
                                        answered++;
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
