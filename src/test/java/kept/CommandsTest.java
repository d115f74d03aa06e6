package kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kept.database.DatabaseUrl;
import kept.database.TestDatabase;
import kept.sip.TestAuthority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private static final String HEADER =
            "external_id,customer,unit,kind,given_at,due_at,closed_at,outcome\n";

    @TempDir Path folder;

    @BeforeAll
    static void testDatabasesAreNotDurable() {
        System.setProperty("kept.postgres.throwaway", "true");
    }

    @AfterAll
    static void othersAre() {
        System.clearProperty("kept.postgres.throwaway");
    }

    @Test
    void wrongUseEndsWithTwoAndOneSentence() {
        assertWrong(run("fly"), "There is no command \"fly\"");
        assertWrong(run("backup"), "./kept backup FILE");
        assertWrong(run("verify", "now"), "now cannot be read");
        assertWrong(run("verify", "now", "then"), "\"then\" is too much here");
        assertWrong(run("import", "dreams", "file"), "Kept imports no \"dreams\"");
        assertWrong(run("run", "--data"), "--data needs a value");
        assertWrong(Captured.run(Map.of("KEPT_PROT", "1"), "run"), "There is no setting KEPT_PROT");
        assertWrong(
                run("verify", "--data", folder.resolve("none").toString()), "There is no house in");
    }

    @Test
    void theDoctorLooksAtTheCertificateForSip() throws Exception {
        var fits = new TestAuthority(folder).issue("house", "dns:house.test", "-keyalg EC");
        assertThat(doctor(fits.certificate(), fits.key())).contains("SIP and its key fit");
        assertThat(doctor(fits.certificate(), fits.certificate()))
                .contains("MEND")
                .contains("holds no key");
        assertThat(doctor(folder.resolve("none"), fits.key())).contains("cannot be read");
    }

    private String doctor(Path certificate, Path key) {
        var settings =
                Map.of(
                        "KEPT_SIP_LISTEN", "127.0.0.1:0",
                        "KEPT_SIP_TLS_LISTEN", "127.0.0.1:0",
                        "KEPT_SIP_TLS_CERTIFICATE", certificate.toString(),
                        "KEPT_SIP_TLS_KEY", key.toString(),
                        "KEPT_DATA", folder.resolve("doctor").toString());
        return Captured.run(settings, "doctor").toString();
    }

    @Test
    void settingsThatCannotBeRightAreRefusedBeforeAnythingStarts() {
        assertWrong(Captured.run(Map.of("KEPT_PORT", "x"), "run"), "KEPT_PORT");
        assertWrong(Captured.run(Map.of("KEPT_SIP_LISTEN", "5060"), "run"), "0.0.0.0:5060");
        assertWrong(
                Captured.run(
                        Map.of(
                                "KEPT_SIP_LISTEN", "0.0.0.0:5060",
                                "KEPT_SIP_TLS_LISTEN", "0.0.0.0:5061"),
                        "run"),
                "go together");
        assertWrong(Captured.run(Map.of("KEPT_TIME_ZONE", "Mars"), "run"), "KEPT_TIME_ZONE");
        assertWrong(Captured.run(Map.of("KEPT_API_TOKEN", "short"), "run"), "KEPT_API_TOKEN");
    }

    @Test
    void fileThatIsNoBackupIsRefusedAndLeavesNoHouse() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "no backup");
        var restored = run("restore", file.toString(), "--data", folder.resolve("new").toString());
        assertThat(restored.code()).isEqualTo(1);
        assertThat(restored.err()).contains("is no whole backup").doesNotContain("\tat ");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void historyIsImportedOnceSavedBroughtBackAndVerified() throws IOException, SQLException {
        var from = TestDatabase.fresh();
        var csv =
                Files.writeString(
                        folder.resolve("past.csv"),
                        HEADER
                                + "a,Asha,Repairs,visit,2026-01-01T09:00:00Z,2026-01-02T09:00:00Z,,\n"
                                + "b,\"Bo, Ltd\",Repairs,visit,2026-01-01T09:00:00Z,2026-01-02T09:00:00Z,2026-01-03T09:00:00Z,\n"
                                + "c,Cy,Repairs,visit,2026-01-01T09:00:00Z,soon,,\n");
        var first = on(from, "import", "promises", csv.toString());
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("3 read, 2 made, 0 changed, 0 there already, 1 skipped");
        assertThat(first.err()).contains("Line 4 skipped: due_at \"soon\" is no time");
        assertThat(on(from, "import", "promises", csv.toString()).out())
                .contains("3 read, 0 made, 0 changed, 2 there already");
        assertThat(outcome(from, "b")).isEqualTo("keptLate");

        var saved = folder.resolve("saved.kept");
        assertThat(on(from, "backup", saved.toString()).code()).isZero();
        var to = TestDatabase.fresh();
        var restored = on(to, "restore", saved.toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(outcome(to, "a")).isEqualTo("open");
        assertThat(on(to, "verify").out()).contains("every link holds");
        assertThat(on(to, "restore", saved.toString()).err()).contains("is not empty");
    }

    /// Each wrong row with the sentence that tells it.
    private static final Map<String, String> WRONG_ROWS =
            Map.of(
                    "x,A,Repairs,visit,2026-02-02T09:00:00Z,2026-02-03T09:00:00Z,2026-02-01T09:00:00Z,",
                    "closed_at is before given_at",
                    "x,A,Repairs,visit,2026-02-02T09:00:00Z,2026-02-01T09:00:00Z,,",
                    "due_at is before given_at",
                    "x,A,Repairs,visit,2026-02-02T09:00:00,2026-02-03T09:00:00Z,,",
                    "given_at \"2026-02-02T09:00:00\" names no zone: write it like",
                    "x,A,Repairs,visit,2026-02-02T09:00:00Z,2026-02-30T09:00:00Z,,",
                    "due_at \"2026-02-30T09:00:00Z\" names a day that does not exist",
                    "x,A, ,visit,2026-02-02T09:00:00Z,2026-02-03T09:00:00Z,,",
                    "unit is empty",
                    "x,A,Repairs,visit,2026-02-02T09:00:00Z,2026-02-03T09:00:00Z,,perhaps",
                    "outcome \"perhaps\" is none of",
                    "x,A,Repairs,visit,02/02/2026,2026-02-03T09:00:00Z,,",
                    "given_at \"02/02/2026\" is no time like",
                    "x,A,Repairs,visit",
                    "it has 4 fields instead of 8");

    private static String good(String id) {
        return id
                + ",Zoë Müller,Repairs,visit,2026-01-01T09:00:00Z,2026-01-02T09:00:00Z,2026-01-02T08:00:00Z,\n";
    }

    @Test
    void aWrongRowIsToldByItsLineAndTheOthersAreImported() throws IOException {
        var database = TestDatabase.fresh();
        var rows = new StringBuilder(HEADER).append(good("first"));
        var sentences = new ArrayList<String>();
        int line = 3;
        for (var wrong : WRONG_ROWS.entrySet()) {
            rows.append(wrong.getKey()).append('\n');
            sentences.add("Line %d skipped: %s".formatted(line++, wrong.getValue()));
        }
        rows.append(good("twice")).append(good("twice")).append(good("last"));
        sentences.add(
                "Line %d skipped: external_id twice stands again in line %d, which counts"
                        .formatted(line, line + 1));
        var csv = Files.writeString(folder.resolve("wrong.csv"), rows);
        var run = on(database, "import", "promises", csv.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains(sentences).doesNotContain("\tat ");
        assertThat(run.out())
                .contains(
                        "%d read, 3 made, 0 changed, 0 there already, %d skipped"
                                .formatted(WRONG_ROWS.size() + 4, WRONG_ROWS.size() + 1));
    }

    @Test
    void aFileInAnotherEncodingIsReadOrItsLinesAreTold() throws IOException, SQLException {
        var database = TestDatabase.fresh();
        for (var charset :
                List.of(
                        StandardCharsets.UTF_16,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE)) {
            var csv =
                    Files.writeString(
                            folder.resolve("wide.csv"), HEADER + good(charset.name()), charset);
            var run = on(database, "import", "promises", csv.toString());
            assertThat(run.out()).as(charset + ": " + run.err()).contains("1 read, 1 made");
        }
        assertThat(customer(database, "UTF-16LE")).isEqualTo("Zoë Müller");
        var latin =
                Files.write(
                        folder.resolve("latin.csv"),
                        (HEADER + good("latin") + good("plain").replace("Zoë Müller", "Zoe"))
                                .getBytes(StandardCharsets.ISO_8859_1));
        var run = on(database, "import", "promises", latin.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 read, 1 made", "1 skipped");
        assertThat(run.err())
                .contains("Line 2 skipped: it holds letters that are not written in UTF-8");
    }

    @Test
    void dryRunWritesNothing() throws IOException {
        var database = TestDatabase.fresh();
        var csv =
                Files.writeString(
                        folder.resolve("past.csv"),
                        HEADER
                                + "a,Asha,Repairs,visit,2026-01-01T09:00:00Z,2026-01-02T09:00:00Z,,\n");
        for (int i = 0; i < 2; i++) {
            assertThat(on(database, "import", "promises", csv.toString(), "--dry-run").out())
                    .contains("1 read, 1 made");
        }
        var mbox =
                Files.writeString(
                        folder.resolve("mails"),
                        "From a@example.com Thu Nov 19 09:30:00 2026\nFrom: a@example.com\nSubject: a\n\nHello\n");
        assertThat(on(database, "import", "mbox", mbox.toString(), "--dry-run").out())
                .contains("1 read, 1 made");
        assertThat(on(database, "import", "mbox", mbox.toString()).out())
                .contains("1 read, 1 made");
        assertThat(on(database, "import", "mbox", mbox.toString()).out())
                .contains("0 made, 1 there already");
    }

    private static Captured run(String... words) {
        return Captured.run(Map.of(), words);
    }

    private Captured on(DatabaseUrl database, String... words) {
        return Captured.run(
                Map.of("KEPT_DATABASE_URL", database.secretText(), "KEPT_DATA", folder.toString()),
                words);
    }

    private static void assertWrong(Captured run, String sentence) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip()).contains(sentence).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    private static String outcome(DatabaseUrl database, String id) throws SQLException {
        return past(database, "outcome", id);
    }

    private static String customer(DatabaseUrl database, String id) throws SQLException {
        return past(database, "customer", id);
    }

    private static String past(DatabaseUrl database, String column, String id) throws SQLException {
        try (var connection = database.connect();
                var query =
                        connection.prepareStatement(
                                "select " + column + " from past_promise where external_id = ?")) {
            query.setString(1, id);
            var row = query.executeQuery();
            row.next();
            return row.getString(1);
        }
    }
}
