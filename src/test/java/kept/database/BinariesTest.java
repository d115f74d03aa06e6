package kept.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {
    @TempDir Path temporary;

    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,linux-x86_64",
        "Linux,aarch64,linux-arm_64",
        "Mac OS X,aarch64,darwin-arm_64",
        "Mac OS X,x86_64,darwin-x86_64",
        "Windows 11,amd64,windows-x86_64",
        "FreeBSD,riscv64,freebsd-riscv64"
    })
    void platformsAreNamedAsTheirArchives(String os, String architecture, String name) {
        assertThat(Binaries.platform(os, architecture)).isEqualTo(name);
    }

    @Test
    void archiveIsUnpackedOnceAndNamedByItsVersion() throws IOException {
        var first = Binaries.unpackedIn(temporary);
        assertThat(first.home().getFileName().toString()).startsWith("bin-" + Binaries.MAJOR);
        assertThat(first.run("postgres", List.of("--version"))).contains(Binaries.MAJOR);
        assertThat(Binaries.unpackedIn(temporary)).isEqualTo(first);
        try (var files = Files.list(temporary)) {
            assertThat(files).containsExactly(first.home());
        }
    }

    /// A file system of 20 MB, which only root can mount.
    @Test
    void fullDiskIsASentence() throws IOException, InterruptedException {
        assumeThat(RootUser.isSelf()).isTrue();
        assumeThat(exit("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", temporary + ""))
                .isZero();
        try {
            assertThatThrownBy(() ->
                            EmbeddedPostgres.start(temporary, EmbeddedPostgres.Mode.THROWAWAY))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("is full: free some space");
            try (var left = Files.list(temporary.resolve("postgres"))) {
                assertThat(left).isEmpty();
            }
        } finally {
            exit("umount", temporary + "");
        }
    }

    private static int exit(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }
}
