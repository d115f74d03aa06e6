package kept.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import kept.Cast;
import kept.KeptTest;
import kept.SettableClock;
import kept.accounts.Accounts;
import kept.cases.Cases;
import kept.promises.Promises;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@KeptTest
class ComposerTest {
    @Autowired Cast cast;
    @Autowired Accounts accounts;
    @Autowired Promises promises;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    @Test
    void aTickedSentenceIsRecordedWholeAndAnUntickedOneNotAtAll() throws Exception {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "Line");
        var due = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        String sentence = "Hello Meera, we call you tomorrow, at nine.";
        assertThat(
                        send(
                                theCase.number(),
                                sentence,
                                "&word="
                                        + encoded(due + "|callback|the photo is here|" + sentence)))
                .isEqualTo(303);
        assertThat(send(theCase.number(), "We come on Friday.", "")).isEqualTo(303);
        assertThat(promises.openOfCase(theCase.id()))
                .filteredOn(p -> !p.words().kind().equals(Cases.REPLY))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.words().saidText()).isEqualTo(sentence);
                    assertThat(p.due()).isEqualTo(due);
                    assertThat(p.words().kind()).isEqualTo("callback");
                    assertThat(p.words().condition()).isEqualTo("the photo is here");
                });
    }

    @Test
    void whatBecameOfTheChipsIsKeptForTheCatcherToLearnFrom() throws Exception {
        var theCase = cast.phoneCaseOf(cast.customer("Meera Nair"), "Modem");
        var due = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        send(
                theCase.number(),
                "We call you tomorrow. We come on Friday.",
                "&offered="
                        + encoded("We call you tomorrow.")
                        + "&offered="
                        + encoded("We come on Friday.")
                        + "&word="
                        + encoded(due + "|callback||We call you tomorrow."));
        assertThat(
                        jdbc.sql(
                                        "select sentence || ' ' || accepted from catch_correction where about = ? order by 1")
                                .param(theCase.id())
                                .query(String.class)
                                .list())
                .containsExactly("We call you tomorrow. true", "We come on Friday. false");
    }

    private int send(long number, String text, String words) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:"
                                                + port
                                                + "/cases/"
                                                + number
                                                + "/messages"))
                        .header(
                                "Cookie",
                                "kept="
                                        + accounts.signIn(
                                                cast.asha.email(), Cast.PASSWORD, "desk", "test"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "direction=outbound&text=" + encoded(text) + words))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
