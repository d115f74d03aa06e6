package kept.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.jobs.TimerEngine;
import kept.kernel.Refusal;
import kept.mail.Budget;
import kept.mail.MailReader;
import kept.mail.ReadMail;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@KeptTest
class SheetMailTest {
    private static final String LENA = "lena@house.example";
    private static final String OLGA = "olga@house.example";

    @Autowired Cast cast;
    @Autowired SheetMail mail;
    @Autowired SheetHoursTable hours;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    /// Each begins on a Monday at six, with every timer set.
    @BeforeEach
    void monday() {
        mail.turn();
        var day = today().plusDays(1);
        while (day.getDayOfWeek() != DayOfWeek.MONDAY) {
            day = day.plusDays(1);
        }
        passTo(day.atTime(6, 0));
        jdbc.sql("delete from sheet_hours").update();
        mail.turn();
    }

    private LocalDate today() {
        return LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA).toLocalDate();
    }

    private void passTo(LocalDateTime local) {
        clock.passTo(local);
        while (timers.turn() > 0) {}
    }

    private List<ReadMail> letters(String recipient, String subject) {
        var reader = new MailReader(Budget.forStrangers());
        return jdbc
                .sql("select raw from outgoing_mail where recipient = ? order by id")
                .param(recipient)
                .query((row, _) -> reader.read(row.getBytes(1)))
                .list()
                .stream()
                .filter(m -> m.subject().startsWith(subject))
                .toList();
    }

    private int count(String recipient, String subject) {
        return letters(recipient, subject).size();
    }

    @Test
    void theLeadGetsTheSheetAsTheUnitOpensAndTheReckoningBeforeItCloses() {
        int mornings = count(LENA, "Morning sheet");
        int evenings = count(LENA, "Evening reckoning");
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "line");
        cast.word(
                theCase,
                "You get a call",
                today().atTime(15, 0).atZone(SettableClock.VIENNA).toInstant());
        passTo(today().atTime(8, 59));
        assertThat(count(LENA, "Morning sheet")).isEqualTo(mornings);
        passTo(today().atTime(9, 0));
        assertThat(letters(LENA, "Morning sheet")).hasSize(mornings + 1);
        assertThat(letters(LENA, "Morning sheet").getLast().text())
                .contains("You get a call", "Meera Nair", "/cases/" + theCase.number());
        passTo(today().atTime(17, 29));
        assertThat(count(LENA, "Evening reckoning")).isEqualTo(evenings + 1);
        assertThat(letters(LENA, "Evening reckoning").getLast().text())
                .contains("Owed an apology", "You get a call");
    }

    @Test
    void aDayWithNothingOnItIsSaidInOneLine() {
        passTo(today().atTime(9, 0));
        var text = letters("olga@house.example", "Morning sheet, The house").getLast().text();
        assertThat(count("nils@house.example", "Morning sheet")).isZero();
        assertThat(text).contains("The house, ");
        var quiet =
                new Sheet(
                        Sheet.Kind.MORNING,
                        "Network",
                        today(),
                        new kept.web.Clockface(SettableClock.VIENNA, clock.instant()),
                        List.of());
        assertThat(quiet.letter(path -> "https://house.example" + path, "/reports/morning").lines())
                .hasSize(3)
                .first()
                .asString()
                .endsWith("Nothing is due, at risk or waiting.");
    }

    @Test
    void noSheetLeavesTwiceHoweverOftenItsTimerRings() {
        int before = count(LENA, "Morning sheet");
        passTo(today().atTime(9, 0));
        Instant nine = clock.instant();
        // as after a restore, or when two programs set it anew
        jdbc.sql("update timer set due_at = ? where kind = ?")
                .params(nine.atOffset(java.time.ZoneOffset.UTC), SheetMail.MORNING)
                .update();
        while (timers.turn() > 0) {}
        mail.turn();
        while (timers.turn() > 0) {}
        assertThat(count(LENA, "Morning sheet")).isEqualTo(before + 1);
    }

    @Test
    void aProgramThatStoodStillSendsTheMorningOfTheSameDayAndEveryEveningOfTheWeek() {
        int mornings = count(LENA, "Morning sheet");
        int evenings = count(LENA, "Evening reckoning");
        var monday = today();
        // nothing ran from Monday six until Wednesday noon; the round comes before the timers
        clock.passTo(monday.plusDays(2).atTime(12, 0));
        mail.turn();
        while (timers.turn() > 0) {}
        mail.turn();
        assertThat(count(LENA, "Morning sheet")).isEqualTo(mornings + 1);
        assertThat(count(LENA, "Evening reckoning")).isEqualTo(evenings + 2);
        assertThat(letters(LENA, "Evening reckoning").get(evenings).text())
                .contains("day=" + monday);
    }

    @Test
    void theOwnerSetsOtherHoursOrNone() {
        var unit = cast.frontDesk.id();
        int mornings = count(LENA, "Morning sheet");
        int evenings = count(LENA, "Evening reckoning");
        mail.setHours(cast.as(cast.olga), unit.toString(), "7:15", "off", true);
        passTo(today().atTime(7, 15));
        assertThat(count(LENA, "Morning sheet")).isEqualTo(mornings + 1);
        passTo(today().atTime(23, 0));
        assertThat(count(LENA, "Morning sheet")).isEqualTo(mornings + 1);
        assertThat(count(LENA, "Evening reckoning")).isEqualTo(evenings);
        assertThatThrownBy(
                        () -> mail.setHours(cast.as(cast.olga), unit.toString(), "25:00", "", true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("07:45");
        assertThatThrownBy(() -> mail.setHours(cast.as(cast.lena), unit.toString(), "", "", true))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() ->
                        mail.setHours(
                                cast.as(cast.olga),
                                java.util.UUID.randomUUID().toString(),
                                "",
                                "",
                                true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no unit");
    }

    @Test
    void theHouseReportsItsWordOnceAMonthWithThePaperAttached() throws IOException {
        var first = today().plusMonths(1).withDayOfMonth(1);
        while (first.getDayOfWeek().getValue() > 5) {
            first = first.plusDays(1);
        }
        cast.word(
                cast.phoneCaseOf(cast.customer("Meera Nair"), "line"),
                "You get it",
                clock.instant().plus(Duration.ofHours(9)));
        passTo(first.atTime(8, 59));
        int before = count(OLGA, "Our word in ");
        passTo(first.atTime(9, 0));
        passTo(first.atTime(12, 0));
        var letters = letters(OLGA, "Our word in ");
        assertThat(letters).hasSize(before + 1);
        var paper = letters.getLast().attachments().getFirst();
        assertThat(paper.name()).endsWith(".pdf");
        try (var document = Loader.loadPDF(paper.bytes())) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
                    .contains("Our word in ", "kept on first promise", "By unit", "By kind");
        }
    }
}
