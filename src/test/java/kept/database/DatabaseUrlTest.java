package kept.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.Map;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void addressIsTakenApart() {
        assertThat(
                        DatabaseUrl.parse(
                                "postgresql://ada:secret@db.example.org:6543/kept?sslmode=require"))
                .isEqualTo(
                        new DatabaseUrl(
                                "db.example.org",
                                6543,
                                "kept",
                                "ada",
                                "secret",
                                Map.of("sslmode", "require")));
    }

    @Test
    void portIsTheUsualOneWhenNoneIsGiven() {
        assertThat(DatabaseUrl.parse("postgres://ada@[::1]/kept").jdbcUrl())
                .isEqualTo("jdbc:postgresql://[::1]:5432/kept");
    }

    @Test
    void passwordMayHoldEverySignWhenWrittenAsCode() {
        String password = "p@ss:w/o?r#d%+ ä\"'&=";
        var url =
                DatabaseUrl.parse(
                        "postgresql://a%40b:p%40ss%3Aw%2Fo%3Fr%23d%25+%20%C3%A4%22%27%26%3D@h/d");
        assertThat(url.password()).isEqualTo(password);
        assertThat(url.user()).isEqualTo("a@b");
        assertThat(url.properties()).containsEntry("password", password);
        assertThat(DatabaseUrl.parse(url.secretText())).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "mysql://ada:hunter2@host/kept",
                "jdbc:postgresql://ada:hunter2@host/kept",
                "postgresql://ada:hunter2@host",
                "postgresql://ada:hunter2@host/",
                "postgresql://:hunter2@host/kept",
                "postgresql://host/kept",
                "postgresql://ada:hunter2@host:99999/kept",
                "postgresql://ada:hunter2@host:0/kept",
                "postgresql://ada:hunter2@x@host/kept",
                "postgresql://ada:hunter2%zz@host/kept",
                "postgresql://ada:hunter2@host/kept?sslmode=hunter2",
                "postgresql://ada:hunter2@host/kept?hunter2",
                "postgresql://ada:hunter2@host/kept?loggerLevel=TRACE",
                "postgresql://ada:hunter2@host/kept#hunter2",
            })
    void wrongAddressIsRefusedWithASentenceThatHidesThePassword(String text) {
        var refusal = catchThrowableOfType(Refusal.class, () -> DatabaseUrl.parse(text));
        assertThat(refusal.sentence())
                .startsWith("KEPT_DATABASE_URL ")
                .endsWith(".")
                .doesNotContain("hunter2");
    }

    @Test
    void passwordIsNeverPrinted() {
        assertThat(DatabaseUrl.parse("postgresql://ada:hunter2@host/kept"))
                .hasToString("postgresql://ada@host:5432/kept");
    }

    @Test
    void serverThatWouldLoseWhatItAcceptedIsRefused() {
        assertThatThrownBy(() -> TestDatabase.fresh().require())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("fsync off");
    }

    @Test
    void serverThatDoesNotAnswerIsASentence() {
        assertThatThrownBy(() ->
                        DatabaseUrl.parse("postgresql://ada:hunter2@127.0.0.1:1/kept").require())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("KEPT_DATABASE_URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void poolTakesAPasswordWithSpecialSigns() throws SQLException {
        var owner = TestDatabase.fresh();
        String name = "ada " + owner.database();
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop role if exists \"" + name + '"');
            statement.execute("create role \"" + name + "\" login password 'p@ss:w/o?r#d%+ ä&=\\'");
        }
        var url =
                new DatabaseUrl(
                        owner.host(),
                        owner.port(),
                        owner.database(),
                        name,
                        "p@ss:w/o?r#d%+ ä&=\\",
                        Map.of());
        try (var lanes = new Lanes(DatabaseUrl.parse(url.secretText()), 1, 1);
                var connection = lanes.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
