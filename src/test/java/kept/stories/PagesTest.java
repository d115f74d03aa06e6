package kept.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.Cast;
import kept.SettableClock;
import kept.cases.Case;
import kept.cases.Cases;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.customers.OwnPageLink;
import kept.jobs.TimerEngine;
import kept.menus.MenuJson;
import kept.menus.Menus;
import kept.misses.Misses;
import kept.promises.NewPromise;
import kept.promises.Promises;
import kept.promises.State;
import kept.promises.Visibility;
import kept.routing.Agents;
import kept.routing.Queues;
import kept.steps.StepTemplate;
import kept.steps.StepTemplates;
import kept.steps.Steps;
import kept.teams.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every page, light and dark, wide and narrow: no barrier (goal P7), no complaint of the browser, nothing cut off.
@Story
class PagesTest {
    @Autowired Cast cast;
    @Autowired SettableClock clock;
    @Autowired Promises promises;
    @Autowired Queues queues;
    @Autowired Menus menus;
    @Autowired Contacts contacts;
    @Autowired Agents agents;
    @Autowired OwnPageLink links;
    @Autowired Cases cases;
    @Autowired StepTemplates templates;
    @Autowired Steps steps;
    @Autowired Misses misses;
    @Autowired TimerEngine timers;
    @Autowired JdbcClient jdbc;

    @Test
    void noPageHasABarrierOrIsCutOff() {
        var customer = cast.customer("Meera Nair");
        var theCase =
                cast.caseOf(
                        customer,
                        "My line is still not active, and nobody tells me why it takes so long",
                        "It is dead.\nStill.");
        var word =
                cast.word(theCase, "A technician comes", clock.instant().plus(Duration.ofDays(2)));
        var claimed =
                cast.word(theCase, "You get a call", clock.instant().plus(Duration.ofDays(1)));
        promises.claim(cast.as(cast.asha), claimed.id(), null, "called at ten");
        var missed =
                cast.word(theCase, "You hear the cause", clock.instant().plus(Duration.ofHours(1)));
        clock.pass(Duration.ofHours(2));
        breaks(missed.id());
        misses.say(cast.as(cast.asha), missed.id(), "3");
        cast.word(theCase, "You get the bill", clock.instant().plus(Duration.ofHours(2)));
        backed(theCase);
        var olga = cast.as(cast.olga);
        var queue = queues.front();
        var menu = menus.add(olga, "Service line").id();
        menus.write(
                olga,
                menu,
                MenuJson.read(
                        """
                        {"start": "start", "points": [{"name": "start", "says": "For bills press 1.", "keys": [
                          {"key": "1", "label": "Bills", "does": "queue", "to": "%s"}]}]}
                        """
                                .formatted(queue.id())));
        var call =
                contacts.arrived(
                        new Contact.Party(
                                false, "+431234", "+4366012345", "", customer.id(), theCase.id()),
                        customer.id());
        contacts.dropped(
                contacts.move(call, call.answered(clock.instant()), Map.of()), "transport");
        agents.free(olga);
        var pages =
                List.of(
                        "/",
                        "/cases",
                        "/cases?show=open",
                        "/cases?q=technician",
                        "/cases/" + theCase.number(),
                        "/board",
                        "/steps",
                        "/steps?unit=" + cast.network.id(),
                        "/customers",
                        "/customers/" + customer.id(),
                        "/promises/" + word.id(),
                        "/mail",
                        "/reports/word",
                        "/reports/word/undated",
                        "/reports/word/promises?outcome=missed",
                        "/reports/morning",
                        "/reports/evening",
                        "/admin/sheets",
                        "/admin/our-word",
                        "/promises/" + missed.id(),
                        "/reports/record",
                        "/reports/reliability",
                        "/staffing",
                        "/staffing?calls=40+55+62+58&handle=200",
                        "/admin",
                        "/admin/webhooks",
                        "/admin/steps",
                        "/admin/make-good",
                        "/make-good/additions",
                        "/admin/machine",
                        "/admin/telephone",
                        "/telephone",
                        "/telephone/calls/" + call.id(),
                        "/wallboard",
                        "/telephone/lines",
                        "/telephone/tests",
                        "/telephone/prompts",
                        "/telephone/browser",
                        "/menus",
                        "/menus/" + menu,
                        links.path(customer.id(), theCase.id(), clock.instant()));
        var found = new ArrayList<String>();
        try (var browser = Browser.open()) {
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {1280, 390}) {
                    var page = browser.signedIn(cast.olga, width, dark);
                    for (String path : pages) {
                        var response = page.navigate(Browser.url(path));
                        if (response == null || response.status() != 200) {
                            found.add(
                                    path
                                            + " answers "
                                            + (response == null ? "nothing" : response.status()));
                            continue;
                        }
                        found.addAll(Browser.barriers(page));
                        if ((Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollWidth > innerWidth + 1")) {
                            found.add("%s is wider than %d".formatted(path, width));
                        }
                        if (page.evaluate("document.documentElement.scrollWidth > innerWidth")
                                        instanceof Boolean wide
                                && wide) {
                            found.add(path + " is wider than " + width);
                        }
                    }
                    page.context().close();
                }
            }
            var out = browser.window(390, false);
            jdbc.sql(
                            "insert into our_word (shown, changed_at) values (true, ?) on conflict do nothing")
                    .param(clock.instant().atOffset(java.time.ZoneOffset.UTC))
                    .update();
            for (String path : List.of("/sign-in", "/password/forgotten", "/our-word")) {
                out.navigate(Browser.url(path));
                found.addAll(Browser.barriers(out));
            }
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(found).isEmpty();
    }

    /// The timers of the running house may be at it already: then it is broken as soon as they are done.
    private void breaks(UUID word) {
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        timers.turn() == 0
                                && promises.get(cast.as(cast.asha), word).state() == State.BROKEN);
    }

    /// A word on the case that needs three steps: one is begun, one is refused, one is asked.
    private void backed(Case theCase) {
        templates.adopt(
                cast.as(cast.olga),
                "connection",
                null,
                List.of(
                        step("Check the order", cast.frontDesk, 20),
                        step("Find a port in the exchange", cast.network, null),
                        step("Call the customer", cast.frontDesk, null, 0, 1)));
        cases.give(
                cast.as(cast.asha),
                theCase.id(),
                c ->
                        new NewPromise(
                                c.id(),
                                c.customerId(),
                                "connection",
                                "Your line is connected",
                                "web",
                                clock.instant().plus(Duration.ofDays(5)),
                                null,
                                null,
                                c.unit(),
                                null,
                                Visibility.CUSTOMER,
                                null));
        var tasks = steps.inbox(cast.as(cast.olga), null);
        steps.start(cast.as(cast.olga), tasks.getFirst().step().id());
        steps.refuse(
                cast.as(cast.olga),
                tasks.stream()
                        .filter(task -> task.step().unit().equals(cast.network.id()))
                        .findFirst()
                        .orElseThrow()
                        .step()
                        .id(),
                "no free port until then",
                clock.instant().plus(Duration.ofDays(9)));
    }

    private static StepTemplate.Line step(
            String name, Unit unit, @Nullable Integer capacity, Integer... needs) {
        return new StepTemplate.Line(
                name,
                unit.id(),
                Duration.ofHours(2),
                List.of(needs),
                capacity,
                StepTemplate.ANSWER);
    }
}
