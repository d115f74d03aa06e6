package kept;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/// The picture of the house: arrows between modules only point down, and a few habits that keep it so.
class HouseTest {
    private static final Pattern SQL_NOW =
            Pattern.compile("(?i)\\b(now\\(\\)|current_timestamp\\b|clock_timestamp\\(\\))");

    private static final Pattern QUOTED = Pattern.compile("(?s)\"{3}.*?\"{3}|\"[^\"\\n]*\"");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("kept");

    @Test
    void arrowsBetweenModulesPointDownAndTheirDrawingIsUpToDate() throws IOException {
        var modules = ApplicationModules.of(Kept.class);
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder("docs/modules"))
                .writeModulesAsPlantUml()
                .writeModuleCanvases();
        Drawings.sort(Path.of("docs/modules"));
        modules.verify();
    }

    @Test
    void whatAClassNeedsStandsInItsConstructor() {
        noFields().should().beAnnotatedWith(Autowired.class).check(CLASSES);
    }

    @Test
    void timeIsAskedOfTheClockThatIsHandedIn() {
        for (var type :
                List.of(
                        Instant.class,
                        LocalDate.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class)) {
            noClasses().should().callMethod(type, "now").check(CLASSES);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }

    @Test
    void timeInTablesComesFromTheProgram() throws IOException {
        try (var files = Files.walk(Path.of("src/main"))) {
            var guilty =
                    files.filter(file -> file.toString().matches(".*\\.(java|sql)"))
                            // it compares the two clocks
                            .filter(file -> !file.endsWith("Doctor.java"))
                            .filter(file -> SQL_NOW.matcher(sql(file)).find())
                            .toList();
            assertThat(guilty).isEmpty();
        }
    }

    @Test
    void onlyTheEdgesOpenSockets() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "kept.mail..",
                        "kept.outbox..",
                        "kept.database..",
                        "kept.sip..",
                        "kept.asterisk..")
                // it looks whether others can be reached
                .and()
                .doNotBelongToAnyOf(Doctor.class, Training.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Socket.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ServerSocket.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
                .check(CLASSES);
    }

    /// The whole of a migration without its comments, or what stands in quotes in a class.
    private static String sql(Path file) {
        try {
            String text = Files.readString(file);
            return file.toString().endsWith(".sql")
                    ? text.replaceAll("(?m)--.*$", "")
                    : QUOTED.matcher(text)
                            .results()
                            .map(MatchResult::group)
                            .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
