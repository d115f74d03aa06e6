package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.cases.CaseFilter;
import kept.cases.Cases;
import kept.cases.Message;
import kept.customers.Customers;
import kept.kernel.EmailAddress;
import kept.promises.Promises;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What somebody who brings his old mailbox finds.
@KeptTest
class PastLettersTest {
    private static final Duration OPEN = Duration.ofDays(7);

    @Autowired Cast cast;
    @Autowired Mailroom mailroom;
    @Autowired MailClerk clerk;
    @Autowired Cases cases;
    @Autowired Customers customers;
    @Autowired Promises promises;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    private Mailroom.PastTaken bring(PastLetter... letters) {
        return mailroom.takePast(List.of(letters), clock.instant().minus(OPEN));
    }

    private static PastLetter letter(@Nullable Instant postmark, String raw) {
        return new PastLetter(raw.getBytes(StandardCharsets.UTF_8), postmark);
    }

    private static PastLetter letter(String from, String to, Instant at, String more) {
        return letter(
                null,
                "From: %s\nTo: %s\nDate: %s\nSubject: The door\n%s\n\nWords of %s.\n"
                        .formatted(
                                from,
                                to,
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        at.atOffset(ZoneOffset.UTC)),
                                more.isEmpty() ? "X-None: 1" : more,
                                from));
    }

    private PastLetter from(String customer, Instant at, String more) {
        return letter(customer, "help@house.example", at, more);
    }

    private Instant daysAgo(int days) {
        return clock.instant()
                .minus(Duration.ofDays(days))
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private List<Case> casesOf(String address) {
        var customer = customers.byEmail(EmailAddress.of(address)).orElseThrow();
        return cases.list(cast.as(cast.olga), CaseFilter.ofCustomer(customer.id()), null, 10)
                .items();
    }

    private Case caseOf(String address) {
        assertThat(casesOf(address)).hasSize(1);
        return casesOf(address).getFirst();
    }

    private List<Message> thread(Case theCase) {
        return cases.latestMessages(theCase.id(), 100);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Test
    void anOldLetterIsAResolvedCaseUnderItsOwnDateAndOwesNothing() {
        long mailsBefore = count("select count(*) from outgoing_mail");
        long effectsBefore = count("select count(*) from outbox");
        var written = daysAgo(400);
        assertThat(bring(from("old@past.example", written, "")).made()).isEqualTo(1);
        var theCase = caseOf("old@past.example");
        assertThat(theCase.resolved()).isTrue();
        assertThat(theCase.ourMove()).isFalse();
        assertThat(theCase.createdAt()).isEqualTo(written);
        assertThat(theCase.updatedAt()).isEqualTo(written);
        assertThat(theCase.resolvedAt()).isEqualTo(written);
        assertThat(thread(theCase))
                .singleElement()
                .satisfies(m -> assertThat(m.at()).isEqualTo(written));
        assertThat(promises.openOfCase(theCase.id())).isEmpty();
        assertThat(count("select count(*) from outgoing_mail")).isEqualTo(mailsBefore);
        assertThat(count("select count(*) from outbox")).isEqualTo(effectsBefore);
    }

    @Test
    void anOldLetterIsFoundBySearch() {
        bring(from("search@past.example", daysAgo(90), "Subject: Chrysanthemum"));
        var found =
                jdbc.sql(
                                "select case_id from message where search @@ websearch_to_tsquery('kept', 'search@past.example')")
                        .query(java.util.UUID.class)
                        .list();
        assertThat(found).containsExactly(caseOf("search@past.example").id());
    }

    @Test
    void aLetterOfTheLastDaysStaysOpenWithoutAPromise() {
        bring(from("recent@past.example", daysAgo(2), ""));
        var theCase = caseOf("recent@past.example");
        assertThat(theCase.resolved()).isFalse();
        assertThat(theCase.ourMove()).isTrue();
        assertThat(promises.openOfCase(theCase.id())).isEmpty();
    }

    @Test
    void lettersAndOurAnswersBecomeOneThreadInTheOrderTheyWereWritten() {
        bring(
                from("talk@past.example", daysAgo(30), "Message-ID: <1@past.example>"),
                letter(
                        "help@house.example",
                        "Talk <talk@past.example>",
                        daysAgo(29),
                        "Message-ID: <2@house.example>\nIn-Reply-To: <1@past.example>"),
                from(
                        "talk@past.example",
                        daysAgo(28),
                        "Message-ID: <3@past.example>\nReferences: <1@past.example> <2@house.example>"));
        var theCase = caseOf("talk@past.example");
        assertThat(thread(theCase))
                .extracting(Message::direction)
                .containsExactly(
                        Message.Direction.INBOUND,
                        Message.Direction.OUTBOUND,
                        Message.Direction.INBOUND);
        assertThat(thread(theCase))
                .extracting(Message::at)
                .containsExactly(daysAgo(30), daysAgo(29), daysAgo(28));
        assertThat(theCase.resolved()).isTrue();
        assertThat(theCase.updatedAt()).isEqualTo(daysAgo(28));
    }

    @Test
    void aRecentLetterThatWeAnsweredIsResolvedEvenIfOurAnswerComesWithAnotherFile() {
        bring(from("answered@past.example", daysAgo(3), "Message-ID: <q@past.example>"));
        assertThat(caseOf("answered@past.example").resolved()).isFalse();
        bring(
                letter(
                        "asha@house.example",
                        "answered@past.example",
                        daysAgo(2),
                        "In-Reply-To: <q@past.example>"));
        assertThat(caseOf("answered@past.example").resolved()).isTrue();
        assertThat(thread(caseOf("answered@past.example"))).hasSize(2);
    }

    @Test
    void aReplyToAnOldLetterOpensItsCaseAgainWithANewPromise() {
        bring(from("back@past.example", daysAgo(100), "Message-ID: <b@past.example>"));
        deliver("back@past.example", "In-Reply-To: <b@past.example>");
        var theCase = caseOf("back@past.example");
        assertThat(theCase.resolved()).isFalse();
        assertThat(theCase.ourMove()).isTrue();
        assertThat(thread(theCase)).hasSize(2);
        assertThat(promises.openOfCase(theCase.id()))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.words().kind()).isEqualTo(Cases.REPLY);
                    assertThat(p.due()).isAfter(clock.instant());
                });
    }

    @Test
    void aStrangerWhoNamesAnOldLetterDoesNotJoinItsCase() {
        bring(from("private@past.example", daysAgo(100), "Message-ID: <p@past.example>"));
        deliver("thief@past.example", "In-Reply-To: <p@past.example>");
        assertThat(thread(caseOf("private@past.example"))).hasSize(1);
    }

    private void deliver(String from, String more) {
        mailroom.store(
                new Envelope(
                        null,
                        List.of(EmailAddress.of("help@house.example")),
                        "peer",
                        "",
                        clock.instant()),
                "From: %s\nTo: help@house.example\nSubject: Re: The door\n%s\n\nStill open.\n"
                        .formatted(from, more)
                        .getBytes(StandardCharsets.UTF_8));
        while (clerk.fileWaiting(100) > 0) {}
    }

    @Test
    void anOldLetterDoesNotTouchAConversationThatGoesOn() {
        bring(from("goeson@past.example", daysAgo(100), "Message-ID: <g@past.example>"));
        deliver("goeson@past.example", "In-Reply-To: <g@past.example>");
        var before = caseOf("goeson@past.example");
        bring(
                from(
                        "goeson@past.example",
                        daysAgo(99),
                        "X-Second: 1\nReferences: <g@past.example>"));
        var after = caseOf("goeson@past.example");
        assertThat(after.resolved()).isFalse();
        assertThat(after.updatedAt()).isEqualTo(before.updatedAt());
        assertThat(promises.openOfCase(after.id())).hasSize(1);
        assertThat(thread(after)).hasSize(3);
        assertThat(thread(after).get(1).at()).isEqualTo(daysAgo(99));
    }

    @Test
    void bringingAMailboxTwiceMakesNothingTwice() {
        var one = from("twice@past.example", daysAgo(50), "");
        var two = from("twice@past.example", daysAgo(49), "X-Other: 1");
        assertThat(bring(one, one, two)).isEqualTo(new Mailroom.PastTaken(2, 1, 0));
        assertThat(bring(one, two)).isEqualTo(new Mailroom.PastTaken(0, 2, 0));
        assertThat(casesOf("twice@past.example")).hasSize(2);
    }

    @Test
    void theDateIsTheFirstThatCanBeTrueAndNeverInTheFuture() {
        Instant postmark = daysAgo(20);
        var reader = new MailReader(Budget.forStrangers());
        Instant now = clock.instant();
        for (var date :
                List.of("Date: Thu, 1 Jan 2099 00:00:00 +0000", "Date: nonsense", "X-None: 1")) {
            var letter = letter(postmark, "From: a@past.example\n" + date + "\n\na\n");
            assertThat(letter.writtenAt(reader.read(letter.raw()), now)).isEqualTo(postmark);
        }
        var received =
                letter(
                        postmark,
                        "Received: from a by b; Mon, 2 Jan 2023 10:00:00 +0100\nFrom: a@past.example\n\na\n");
        assertThat(received.writtenAt(reader.read(received.raw()), now))
                .isEqualTo("2023-01-02T09:00:00Z");
        var undated = letter(null, "From: a@past.example\n\na\n");
        assertThat(undated.writtenAt(reader.read(undated.raw()), now)).isEqualTo(now);
        var hasty =
                letter(
                        null,
                        "From: a@past.example\nDate: %s\n\na\n"
                                .formatted(
                                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                                now.plusSeconds(3600).atOffset(ZoneOffset.UTC))));
        assertThat(hasty.writtenAt(reader.read(hasty.raw()), now)).isEqualTo(now);
    }

    @Test
    void oldNewslettersAndBouncesAreKeptButAskNobody() {
        long before = mailroom.countToLookAt();
        var taken =
                bring(
                        from("news@past.example", daysAgo(9), "List-Id: <l.past.example>"),
                        from("robot@past.example", daysAgo(9), "Auto-Submitted: auto-replied"));
        assertThat(taken).isEqualTo(new Mailroom.PastTaken(2, 0, 0));
        assertThat(mailroom.countToLookAt()).isEqualTo(before);
        assertThat(customers.byEmail(EmailAddress.of("news@past.example")))
                .isEqualTo(Optional.empty());
    }

    @Test
    void whatNobodyCanReadOfAnOldMailboxWaitsForAPerson() {
        long before = mailroom.countToLookAt();
        assertThat(bring(letter(daysAgo(9), "no mail at all\n")).toLookAt()).isEqualTo(1);
        assertThat(mailroom.countToLookAt()).isEqualTo(before + 1);
    }
}
