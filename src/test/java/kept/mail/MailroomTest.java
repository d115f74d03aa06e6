package kept.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Message;
import kept.customers.Customers;
import kept.kernel.EmailAddress;
import kept.promises.Promises;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@KeptTest
class MailroomTest {
    @Autowired Cast cast;
    @Autowired Mailroom mailroom;
    @Autowired MailClerk clerk;
    @Autowired ReplyAddress replies;
    @Autowired Cases cases;
    @Autowired Customers customers;
    @Autowired Promises promises;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    private void deliver(String raw, String... recipients) {
        var to = new ArrayList<EmailAddress>();
        for (String recipient : recipients) {
            to.add(EmailAddress.of(recipient));
        }
        mailroom.store(
                new Envelope(null, to, "peer", "", clock.instant()),
                raw.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void file() {
        while (clerk.fileWaiting(100) > 0) {}
    }

    private static void inTwoThreads(List<Runnable> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var done : threads.invokeAll(work.stream().map(Executors::callable).toList())) {
                done.get();
            }
        }
    }

    private static String mail(String from, String headers, String body) {
        return "From: %s\nTo: help@house.example\nSubject: A question\n%s\n%s\n"
                .formatted(from, headers.isBlank() ? "" : headers.strip() + "\n", body);
    }

    private List<Message> thread(Case theCase) {
        return cases.latestMessages(theCase.id(), 100);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Test
    void aThousandMailsDeliveredThreeTimesInAnyOrderAreFiledOnceEach() throws Exception {
        long casesBefore = count("select count(*) from message where channel = 'mail'");
        long clashesBefore = count("select count(*) from incoming_mail where clash");
        var random = new Random(7);
        var mails = new ArrayList<String>();
        for (int i = 0; i < 950; i++) {
            String id = i % 10 == 0 ? "" : "Message-ID: <m%d@example.com>".formatted(i);
            mails.add(
                    mail("Sender %d <sender%d@example.com>".formatted(i, i % 40), id, "Body " + i));
        }
        for (int i = 1; i <= 50; i++) {
            mails.add(
                    mail(
                            "Other <other%d@example.com>".formatted(i),
                            "Message-ID: <m%d@example.com>".formatted(i * 10 + 1),
                            "Another body " + i));
        }
        var deliveries = new ArrayList<String>();
        for (int copy = 0; copy < 3; copy++) {
            for (String m : mails) {
                deliveries.add(
                        "Received: from hop%d by us; Mon, 2 Mar 2026 09:00:00 +0000\n"
                                        .formatted(copy)
                                + m);
            }
        }
        Collections.shuffle(deliveries, random);
        inTwoThreads(
                deliveries.stream()
                        .<Runnable>map(d -> () -> deliver(d, "help@house.example"))
                        .toList());
        inTwoThreads(List.of(this::file, this::file));
        file();
        assertThat(count("select count(*) from message where channel = 'mail'") - casesBefore)
                .isEqualTo(1_000);
        assertThat(count("select count(*) from incoming_mail where clash") - clashesBefore)
                .isEqualTo(50);
        assertThat(count("select count(*) from incoming_mail where state = 'waiting'")).isZero();
    }

    @Test
    void aMailMakesACaseACustomerAndTheReplyWeOwe() {
        deliver(
                mail(
                        "Ana Souza <ana@mailroom.example>",
                        "Message-ID: <first@mailroom.example>",
                        "It drops.\n\n-- \nAna"),
                "help@house.example");
        file();
        var customer = customers.byEmail(EmailAddress.of("ana@mailroom.example")).orElseThrow();
        assertThat(customer.name()).isEqualTo("Ana Souza");
        var theCase = caseOf(customer.id());
        assertThat(thread(theCase))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.text()).isEqualTo("It drops.");
                    assertThat(m.folded()).contains("Ana");
                });
        assertThat(promises.openOfCase(theCase.id()))
                .singleElement()
                .satisfies(p -> assertThat(p.words().kind()).isEqualTo(Cases.REPLY));
    }

    @Test
    void whoWritesInALanguageThatWeSpeakIsAnsweredInIt() {
        deliver(
                mail(
                        "Jürgen Maier <juergen@mailroom.example>",
                        "Message-ID: <german@mailroom.example>",
                        "Guten Tag, meine Leitung ist seit Montag tot und ich warte noch immer auf den Techniker. Bitte melden Sie sich bei mir."),
                "help@house.example");
        file();
        assertThat(
                        customers
                                .byEmail(EmailAddress.of("juergen@mailroom.example"))
                                .orElseThrow()
                                .locale())
                .isEqualTo("de");
    }

    private Case caseOf(java.util.UUID customer) {
        return cases.list(cast.as(cast.olga), kept.cases.CaseFilter.ofCustomer(customer), null, 1)
                .items()
                .getFirst();
    }

    @Test
    void anAnswerToTheSignedAddressJoinsTheCase() {
        var customer = cast.customer("Meera Nair");
        var theCase = cast.caseOf(customer, "Line", "dead");
        String token = replies.of(theCase.number(), customer.id()).toString();
        deliver(mail(customer.email().orElseThrow(), "", "Any news?"), token);
        file();
        assertThat(thread(theCase))
                .hasSize(2)
                .last()
                .satisfies(m -> assertThat(m.proven()).isTrue());
    }

    @Test
    void anAnswerToOurMailJoinsByItsReferencesOnlyForWhomWeWroteTo() {
        var customer = cast.customer("Meera Nair");
        var theCase = cast.caseOf(customer, "Line", "dead");
        cases.say(cast.as(cast.asha), theCase.id(), cast.answer("We look at it."));
        String id =
                jdbc.sql("select message_id from outgoing_mail where case_id = ?")
                        .param(theCase.id())
                        .query(String.class)
                        .single();
        deliver(
                mail("thief@elsewhere.example", "In-Reply-To: " + id, "Let me in"),
                "help@house.example");
        file();
        assertThat(thread(theCase)).hasSize(2);
        deliver(
                mail(customer.email().orElseThrow(), "References: <x@y.example> " + id, "Thanks"),
                "help@house.example");
        file();
        assertThat(thread(theCase)).hasSize(3);
    }

    /// Goal M4: forged senders, guessed tokens, numbers in subjects; none joins a case as its customer.
    @Test
    void noForgeryJoinsACaseAsItsCustomer() {
        var customer = cast.customer("Meera Nair");
        var theCase = cast.caseOf(customer, "Line", "dead");
        String own = customer.email().orElseThrow();
        String token = replies.of(theCase.number(), customer.id()).toString();
        String wrongToken =
                token.substring(0, token.indexOf('@') - 2)
                        + "aa"
                        + token.substring(token.indexOf('@'));
        var forgeries = new ArrayList<String[]>();
        for (String subjectTrick :
                List.of(
                        "Subject: Re: [#%d] Line",
                        "Subject: Case %d", "Subject: Re: Line ##%d##")) {
            forgeries.add(
                    new String[] {
                        "help@house.example",
                        "X-Case: 1\n" + subjectTrick.formatted(theCase.number()),
                        "stranger@elsewhere.example"
                    });
        }
        forgeries.add(new String[] {wrongToken, "", own});
        forgeries.add(
                new String[] {
                    "help+k" + Long.toString(theCase.number(), 36) + "@house.example", "", own
                });
        forgeries.add(
                new String[] {
                    "help+k" + Long.toString(theCase.number(), 36) + "-@house.example", "", own
                });
        forgeries.add(new String[] {token, "", "asha@house.example"});
        forgeries.add(new String[] {token, "", "stranger@elsewhere.example"});
        forgeries.add(new String[] {token, "Authentication-Results: mx; dmarc=fail", own});
        forgeries.add(new String[] {token, "", "\"" + own + "\" <stranger@elsewhere.example>"});
        forgeries.add(
                new String[] {
                    token,
                    "",
                    "=?utf-8?q?" + own.replace("@", "=40") + "?= <stranger@elsewhere.example>"
                });
        forgeries.add(
                new String[] {"help@house.example", "Cc: " + token, "stranger@elsewhere.example"});
        forgeries.add(
                new String[] {
                    "help@house.example", "Reply-To: " + own, "stranger@elsewhere.example"
                });
        forgeries.add(
                new String[] {
                    "help@house.example", "In-Reply-To: <" + theCase.id() + "@house.example>", own
                });
        for (int i = 0; i < forgeries.size(); i++) {
            deliver(
                    mail(forgeries.get(i)[2], forgeries.get(i)[1], "forgery " + i),
                    forgeries.get(i)[0]);
        }
        file();
        assertThat(thread(theCase).stream().skip(1).filter(Message::proven).toList()).isEmpty();
        assertThat(cases.get(cast.as(cast.asha), theCase.id()).customerId())
                .isEqualTo(customer.id());
        assertThat(
                        count(
                                "select count(*) from outgoing_mail where recipient = 'stranger@elsewhere.example'"))
                .isZero();
    }

    @Test
    void mailFromOurOwnAddressNeverBecomesACase() {
        long before = count("select count(*) from cases");
        deliver(mail("help@house.example", "", "loop"), "help@house.example");
        deliver(mail("help+kzz-abc@house.example", "", "loop"), "help@house.example");
        file();
        assertThat(count("select count(*) from cases")).isEqualTo(before);
    }

    /// Goal M3: whatever robots send, we answer no mail by machine.
    @Test
    void noMailIsAnsweredByMachine() {
        long before = count("select count(*) from outgoing_mail");
        for (int i = 0; i < 20; i++) {
            deliver(
                    mail(
                            "robot@loop.example",
                            "Auto-Submitted: auto-replied\nX-N: " + i,
                            "I am on vacation"),
                    "help@house.example");
            deliver(
                    mail(
                            "list@loop.example",
                            "List-Id: <l.loop.example>\nPrecedence: list\nX-N: " + i,
                            "News"),
                    "help@house.example");
            deliver(mail("person@loop.example", "X-N: " + i, "Hello " + i), "help@house.example");
        }
        file();
        assertThat(count("select count(*) from outgoing_mail")).isEqualTo(before);
    }

    @Test
    void whatNobodyCanReadWaitsForAPerson() {
        deliver("this is no mail at all, not even a header\n", "help@house.example");
        deliver(
                mail("\"a\" <x@y.example>, <z@w.example>", "", "two senders"),
                "help@house.example");
        file();
        assertThat(mailroom.toLookAt(cast.as(cast.asha))).isNotEmpty();
        var one = mailroom.toLookAt(cast.as(cast.asha)).getFirst();
        assertThat(mailroom.raw(cast.as(cast.asha), one.id())).isNotEmpty();
        var made = mailroom.makeCase(cast.as(cast.asha), one.id());
        assertThat(thread(made)).hasSize(1);
    }

    @Test
    void aBounceIsNotedOnTheCaseWhoseMailDidNotArrive() {
        var customer = cast.customer("Gone Away");
        var theCase = cast.caseOf(customer, "Line", "dead");
        cases.say(cast.as(cast.asha), theCase.id(), cast.answer("We look at it."));
        String id =
                jdbc.sql("select message_id from outgoing_mail where case_id = ?")
                        .param(theCase.id())
                        .query(String.class)
                        .single();
        deliver(
                """
                From: MAILER-DAEMON@mx.example
                To: help@house.example
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                The mail could not be delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 user unknown

                --b
                Content-Type: message/rfc822

                Message-ID: %s
                Subject: Re: Line

                We look at it.

                --b--
                """
                        .formatted(customer.email().orElseThrow(), id),
                "help@house.example");
        file();
        assertThat(thread(theCase))
                .last()
                .satisfies(m -> {
                    assertThat(m.direction()).isEqualTo(Message.Direction.NOTE);
                    assertThat(m.text()).contains("did not arrive");
                });
        assertThat(mailroom.deliveries(List.of(thread(theCase).get(1).id())))
                .singleElement()
                .satisfies(d -> assertThat(d.state()).isEqualTo("bounced"));
    }
}
