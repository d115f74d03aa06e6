package kept.warnings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.customers.Customer;
import kept.customers.Customers;
import kept.jobs.TimerEngine;
import kept.kernel.Refusal;
import kept.mail.Budget;
import kept.mail.MailReader;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@KeptTest
class WarningsTest {
    private static final String NOT_TOLD = "The customer was not told in time";

    @Autowired Cast cast;
    @Autowired Warnings warnings;
    @Autowired Promises promises;
    @Autowired Customers customers;
    @Autowired TimerEngine timers;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    /// Each begins on a Tuesday at nine.
    @BeforeEach
    void tuesday() {
        var here = LocalDateTime.ofInstant(clock.instant(), SettableClock.VIENNA);
        var next = here.toLocalDate().plusDays(1);
        while (next.getDayOfWeek() != java.time.DayOfWeek.TUESDAY) {
            next = next.plusDays(1);
        }
        passTo(next.atTime(9, 0).atZone(SettableClock.VIENNA).toInstant());
    }

    private void passTo(Instant at) {
        clock.passTo(at);
        while (timers.turn() > 0) {}
    }

    private Instant in(int hours) {
        return clock.instant().plus(Duration.ofHours(hours));
    }

    private Case caseOf(Customer customer) {
        return cast.phoneCaseOf(customer, "Activation");
    }

    /// A word that has just come to be at risk.
    private Promise atRisk(Customer customer, String said, Instant due) {
        var word = cast.word(caseOf(customer), said, due);
        passTo(word.times().riskAt());
        assertThat(now(word).state()).isEqualTo(State.AT_RISK);
        return now(word);
    }

    private Promise now(Promise promise) {
        return promises.get(cast.as(cast.olga), promise.id());
    }

    private Warning warning(Promise promise) {
        return warnings.ofPromise(promise.id()).orElseThrow();
    }

    private List<String> letters(String recipient, String subject) {
        var reader = new MailReader(Budget.forStrangers());
        return jdbc
                .sql("select raw from outgoing_mail where recipient = ? order by id")
                .param(recipient)
                .query((row, _) -> reader.read(row.getBytes(1)))
                .list()
                .stream()
                .filter(m -> m.subject().startsWith(subject))
                .map(m -> m.text())
                .toList();
    }

    private List<String> letters(Customer customer, String subject) {
        return letters(customer.email().orElseThrow(), subject);
    }

    /// Those about this word; words of other tests run late beside it.
    private List<String> lettersOf(Promise promise, String recipient, String subject) {
        return letters(recipient, subject).stream()
                .filter(text -> text.contains(promise.id().toString()))
                .toList();
    }

    private List<String> history(Promise promise) {
        return promises.history(cast.as(cast.olga), promise.id()).stream()
                .map(e ->
                        e.kind()
                                + " "
                                + new String(
                                        e.body().getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void theOwnerTellsTheCustomerBeforeTheTimeWithTheReasonAndANewDate() {
        var meera = cast.customer("Meera Nair");
        var word = atRisk(meera, "A technician comes", in(8));
        assertThat(letters(meera, "Still open")).isEmpty();
        Instant newDue = word.due().plus(Duration.ofDays(1));
        warnings.tell(cast.as(cast.asha), word.id(), "the part has not come", newDue);
        assertThat(letters(meera, "Still open: A technician comes"))
                .singleElement()
                .asString()
                .contains("the part has not come", "accept the new time", "cancel without cost");
        assertThat(now(word).course().warnedAt()).isEqualTo(clock.instant());
        assertThat(warning(word).toldBy()).isEqualTo(cast.asha.id());
        assertThat(warning(word).late()).isFalse();
        assertThat(history(word)).anyMatch(h -> h.startsWith("promise.warned"));
        passTo(word.due());
        assertThat(letters(meera, "Still open")).hasSize(1);
    }

    @Test
    void whoDoesNotTellInTimeIsNamedToHisLeadAndTheHouseTellsForHim() {
        var meera = cast.customer("Meera Nair");
        var word = atRisk(meera, "The router is sent", in(8));
        passTo(warning(word).tellBy().minusSeconds(1));
        assertThat(lettersOf(word, "lena@house.example", NOT_TOLD)).isEmpty();
        assertThat(letters(meera, "Still open")).isEmpty();
        passTo(warning(word).tellBy());
        assertThat(letters(meera, "Still open")).hasSize(1);
        assertThat(warning(word).late()).isTrue();
        assertThat(warning(word).toldBy()).isNull();
        assertThat(lettersOf(word, "lena@house.example", NOT_TOLD)).hasSize(1);
        assertThat(history(word))
                .anyMatch(h -> h.startsWith("promise.warned") && h.contains("\"late\":true"));
        assertThatThrownBy(() -> warnings.tell(cast.as(cast.asha), word.id(), "", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing to tell");
    }

    @Test
    void allNewsToOneCustomerIsOneMessage() {
        var meera = cast.customer("Meera Nair");
        var words =
                List.of("The line is live", "The router is sent", "The bill is mended").stream()
                        .map(said -> cast.word(caseOf(meera), said, in(8)))
                        .toList();
        passTo(words.getLast().times().riskAt());
        warnings.tell(cast.as(cast.asha), words.get(1).id(), "no courier today", null);
        assertThat(letters(meera, "Still open"))
                .singleElement()
                .asString()
                .contains("The line is live", "The router is sent", "The bill is mended")
                .contains("no courier today");
        words.forEach(w -> assertThat(warning(w).state()).isEqualTo(Warning.State.TOLD));
        passTo(words.getFirst().due().minusSeconds(1));
        assertThat(letters(meera, "Still open")).hasSize(1);
    }

    @Test
    void aCustomerReadsItInHisLanguage() {
        var meera = cast.customer("Meera Nair");
        customers.change(
                cast.as(cast.asha),
                meera.id(),
                meera.version(),
                meera.name(),
                meera.kind(),
                null,
                "de-AT",
                SettableClock.VIENNA,
                "");
        var word = atRisk(meera, "Ein Techniker kommt", in(8));
        warnings.tell(cast.as(cast.asha), word.id(), "", word.due().plus(Duration.ofDays(1)));
        assertThat(letters(meera, "Noch offen: Ein Techniker kommt"))
                .singleElement()
                .asString()
                .contains("Guten Tag Meera", "den neuen Termin annehmen", "Mittwoch");
    }

    @Test
    void newsThatIsWrittenInHisQuietHoursLeavesAfterThem() {
        var meera = cast.customer("Meera Nair");
        customers.keepQuiet(
                cast.as(cast.asha), meera.id(), LocalTime.of(9, 0), LocalTime.of(13, 0));
        var word = cast.word(caseOf(meera), "A call", in(30));
        promises.putAtRisk(word.id(), "a step slipped");
        warnings.tell(cast.as(cast.asha), word.id(), "", null);
        assertThat(
                        jdbc.sql("select next_try_at from outbox where effect_key = ?")
                                .param("warned:" + warning(word).id())
                                .query((row, _) ->
                                        row.getObject(1, java.time.OffsetDateTime.class)
                                                .toInstant())
                                .single())
                .isEqualTo(
                        clock.instant().plus(Duration.ofHours(4)).truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void aCustomerWithoutAMailAddressIsCalledAndTheLeadHearsIfNobodyDid() {
        var nobody = customers.findOrNew(cast.as(cast.asha), "Omar Haddad", List.of());
        var word = atRisk(nobody, "The card lies ready", in(8));
        assertThatThrownBy(() -> warnings.tell(cast.as(cast.asha), word.id(), "", null))
                .hasMessageContaining("no mail address");
        passTo(warning(word).tellBy());
        assertThat(warning(word).waits()).isTrue();
        assertThat(warning(word).late()).isTrue();
        assertThat(history(word)).anyMatch(h -> h.startsWith("promise.notTold"));
        warnings.toldOtherwise(cast.as(cast.asha), word.id(), "by telephone at 15:10");
        assertThat(now(word).course().warnedAt()).isEqualTo(clock.instant());
        assertThat(warning(word).toldHow()).isEqualTo("by telephone at 15:10");
    }

    @Test
    void theNeglectOfEachWordToSomebodyWithoutAMailAddressIsNamedOnceAtItsOwnTime() {
        var nobody = customers.findOrNew(cast.as(cast.asha), "Omar Haddad", List.of());
        var one = cast.word(caseOf(nobody), "The card lies ready", in(8));
        var other = cast.word(caseOf(nobody), "We call back", in(9));
        passTo(now(other).times().riskAt());
        assertThat(warning(other).tellBy()).isAfter(warning(one).tellBy());
        passTo(warning(one).tellBy());
        assertThat(lettersOf(one, "lena@house.example", NOT_TOLD)).hasSize(1);
        assertThat(lettersOf(other, "lena@house.example", NOT_TOLD)).isEmpty();
        passTo(warning(other).tellBy());
        assertThat(lettersOf(one, "lena@house.example", NOT_TOLD)).hasSize(1);
        assertThat(lettersOf(other, "lena@house.example", NOT_TOLD)).hasSize(1);
        assertThat(history(one)).filteredOn(h -> h.startsWith("promise.notTold")).hasSize(1);
    }

    @Test
    void ofAShortWordToSomebodyWithoutAMailAddressTheOwnerHearsAtOnce() {
        var nobody = customers.findOrNew(cast.as(cast.asha), "Omar Haddad", List.of());
        var word = cast.word(caseOf(nobody), "We call back", clock.instant().plusSeconds(1_200));
        passTo(word.times().riskAt());
        assertThat(lettersOf(word, "asha@house.example", "Tell the customer")).hasSize(1);
        assertThat(warning(word).tellBy()).isAfter(clock.instant()).isBefore(word.due());
    }

    @Test
    void whatIsDoneInTimeNeedsNoTelling() {
        var meera = cast.customer("Meera Nair");
        var word = atRisk(meera, "A technician comes", in(8));
        promises.claim(cast.as(cast.asha), word.id(), null, "done");
        assertThat(warning(word).state()).isEqualTo(Warning.State.MOOT);
        passTo(word.due());
        assertThat(letters(meera, "Still open")).isEmpty();
    }

    @Test
    void theCustomerAcceptsTheNewTimeAndItBecomesOurWord() {
        var meera = cast.customer("Meera Nair");
        var word = atRisk(meera, "A technician comes", in(8));
        assertThatThrownBy(() -> warnings.accept(meera.id(), word.id()))
                .hasMessageContaining("no new time");
        Instant newDue = word.due().plus(Duration.ofDays(1));
        warnings.tell(cast.as(cast.asha), word.id(), "the part has not come", newDue);
        var next = warnings.accept(meera.id(), word.id());
        assertThat(next.due()).isEqualTo(newDue);
        assertThat(next.words().level()).isEqualTo(1);
        assertThat(next.words().giver()).isEqualTo(word.words().giver());
        assertThat(next.times().firstDue()).isEqualTo(word.due());
        assertThat(now(word).state()).isEqualTo(State.RENEGOTIATED);
        assertThatThrownBy(() -> warnings.accept(cast.customer("Somebody").id(), word.id()))
                .hasMessageContaining("no promise");
    }

    @Test
    void aNewTimeThatIsNoNewTimeIsRefused() {
        var word = atRisk(cast.customer("Meera Nair"), "A technician comes", in(8));
        assertThatThrownBy(() ->
                        warnings.tell(
                                cast.as(cast.asha), word.id(), "", word.due().minusSeconds(60)))
                .hasMessageContaining("after the one that we gave");
        assertThatThrownBy(
                        () -> warnings.tell(cast.as(cast.asha), word.id(), "x".repeat(501), null))
                .hasMessageContaining("500 characters");
    }

    @Test
    void aWordOfMinutesIsTooShortForAnOwnerAndTheHouseTellsAtOnce() {
        var meera = cast.customer("Meera Nair");
        var word = cast.word(caseOf(meera), "We call back", clock.instant().plusSeconds(120));
        passTo(word.times().riskAt());
        assertThat(letters(meera, "Still open")).hasSize(1);
        assertThat(warning(word).late()).isFalse();
    }

    @Test
    void twoWhoTellTheSameCustomerSendOneMessage() throws Exception {
        var meera = cast.customer("Meera Nair");
        var word = atRisk(meera, "A technician comes", in(8));
        var both =
                List.<Thread>of(
                        Thread.ofVirtual().unstarted(() -> tellQuietly(word)),
                        Thread.ofVirtual().unstarted(() -> tellQuietly(word)));
        both.forEach(Thread::start);
        for (var thread : both) {
            thread.join();
        }
        assertThat(letters(meera, "Still open")).hasSize(1);
        assertThat(history(word).stream().filter(h -> h.startsWith("promise.warned"))).hasSize(1);
    }

    private void tellQuietly(Promise word) {
        try {
            warnings.tell(cast.as(cast.asha), word.id(), "", null);
        } catch (Refusal expected) {
            // the other was quicker
        }
    }

    @Test
    void aWordThatGetsAnotherTimeHasNothingLeftToTell() {
        var meera = cast.customer("Meera Nair");
        var word = atRisk(meera, "The fuse is changed", in(8));
        assertThat(warning(word).waits()).isTrue();
        promises.redate(
                cast.as(cast.asha),
                word.id(),
                null,
                word.due().plus(Duration.ofDays(2)),
                null,
                "parts");
        assertThat(warning(word).state()).isEqualTo(Warning.State.MOOT);
        passTo(warning(word).tellBy());
        assertThat(warning(word).toldAt()).isNull();
        assertThatThrownBy(() -> warnings.tell(cast.as(cast.asha), word.id(), "", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing to tell");
    }
}
