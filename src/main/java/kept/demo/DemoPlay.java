package kept.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import kept.cases.Case;
import kept.cases.Cases;
import kept.cases.Channel;
import kept.cases.Message;
import kept.cases.NewCase;
import kept.cases.NewMessage;
import kept.cases.Priority;
import kept.customers.Customer;
import kept.jobs.TimerEngine;
import kept.matters.Matters;
import kept.misses.Misses;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.Promises;
import kept.promises.Visibility;
import kept.steps.Steps;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Plays scenes in the order of their times; between them, time passes over the ledger as it always does.
@Component
@ConditionalOnProperty("kept.demo")
class DemoPlay {
    private static final List<String> REASONS =
            List.of("part", "load", "unit", "", "part", "customer", "load", "absence", "supplier");

    private final HistoryClock clock;
    private final DemoHouse house;
    private final Cases cases;
    private final Promises promises;
    private final Steps steps;
    private final TimerEngine timers;
    private final Matters matters;
    private final Misses misses;
    private final PriorityQueue<Scene> scenes =
            new PriorityQueue<>(Comparator.comparing(Scene::at));
    private final Random random = new Random(2026);
    private int missed;

    DemoPlay(
            HistoryClock clock,
            DemoHouse house,
            Cases cases,
            Promises promises,
            Steps steps,
            TimerEngine timers,
            Matters matters,
            Misses misses) {
        this.clock = clock;
        this.house = house;
        this.cases = cases;
        this.promises = promises;
        this.steps = steps;
        this.timers = timers;
        this.matters = matters;
        this.misses = misses;
    }

    private record Scene(Instant at, Runnable action) {}

    void on(Instant at, Runnable action) {
        scenes.add(new Scene(at, action));
    }

    /// Plays all scenes until `end`, with every timer in between at its own time.
    void play(Instant end) {
        while (true) {
            var next = scenes.peek();
            Instant until = next == null || next.at().isAfter(end) ? end : next.at();
            while (clock.instant().plus(Duration.ofHours(1)).isBefore(until)) {
                pass(clock.instant().plus(Duration.ofHours(1)));
            }
            pass(until);
            if (next == null || next.at().isAfter(end)) {
                return;
            }
            scenes.remove();
            next.action().run();
        }
    }

    private void pass(Instant to) {
        if (to.isAfter(clock.instant())) {
            clock.playTo(to);
        }
        while (timers.turn() > 0) {
            // until nothing is due any more
        }
        matters.turn();
    }

    Case open(
            String unit,
            Customer customer,
            Channel channel,
            String subject,
            String text,
            @Nullable String owner,
            String... tags) {
        return cases.openByChannel(
                new NewCase(
                        customer.id(),
                        subject,
                        house.unit(unit).id(),
                        owner == null ? null : house.person(owner).id(),
                        Priority.NORMAL,
                        List.of(tags),
                        NewMessage.typed(
                                Message.Direction.INBOUND,
                                customer.name(),
                                subject,
                                text,
                                channel)));
    }

    void hear(Case theCase, Customer customer, String text) {
        cases.hear(
                theCase.id(),
                NewMessage.typed(
                        Message.Direction.INBOUND,
                        customer.name(),
                        theCase.subject(),
                        text,
                        Channel.MAIL));
    }

    void answer(String who, Case theCase, String text) {
        say(who, theCase, text, Message.Direction.OUTBOUND);
    }

    void note(String who, Case theCase, String text) {
        say(who, theCase, text, Message.Direction.NOTE);
    }

    private void say(String who, Case theCase, String text, Message.Direction direction) {
        cases.say(
                house.as(who),
                theCase.id(),
                NewMessage.typed(
                        direction,
                        house.person(who).name(),
                        theCase.subject(),
                        text,
                        Channel.MAIL));
    }

    Promise word(
            String who,
            Case theCase,
            String kind,
            String said,
            Instant due,
            String unit,
            @Nullable String owner) {
        return cases.give(
                house.as(who),
                theCase.id(),
                c ->
                        new NewPromise(
                                c.id(),
                                c.customerId(),
                                kind,
                                said,
                                "mail",
                                due,
                                null,
                                null,
                                house.unit(unit).id(),
                                owner == null ? null : house.person(owner).id(),
                                Visibility.CUSTOMER,
                                null));
    }

    /// The promise as it is now: time may have moved it since it was given.
    Promise now(Promise promise) {
        return promises.get(house.as("olga"), promise.id());
    }

    void done(String who, Promise promise, String evidence) {
        if (now(promise).open()) {
            promises.claim(house.as(who), promise.id(), null, evidence);
        }
    }

    void confirmed(Customer customer, Promise promise) {
        if (now(promise).open()) {
            promises.confirmByCustomer(customer.id(), promise.id());
        }
    }

    void disputed(Customer customer, Promise promise, String words) {
        promises.disputeByCustomer(customer.id(), promise.id(), words);
    }

    Promise redated(String who, Promise promise, Instant due, String reason) {
        return promises.redate(house.as(who), promise.id(), null, due, null, reason);
    }

    void takesOn(String who, Promise promise, String step) {
        steps.accept(house.as(who), stepOf(promise, step));
    }

    void begins(String who, Promise promise, String step) {
        steps.start(house.as(who), stepOf(promise, step));
    }

    void finishes(String who, Promise promise, String step) {
        steps.done(house.as(who), stepOf(promise, step));
    }

    void slips(String who, Promise promise, String step, Instant end, String why) {
        steps.delay(house.as(who), stepOf(promise, step), end, why);
    }

    private UUID stepOf(Promise promise, String name) {
        return steps.of(promise).orElseThrow().plan().steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    void resolve(String who, UUID caseId, String how) {
        if (promises.openOfCase(caseId).isEmpty()) {
            cases.resolve(house.as(who), caseId, null, how);
        }
    }

    // --- ordinary days

    private record Trade(String unit, List<String> people, List<String[]> matters) {}

    private static final List<Trade> TRADES =
            List.of(
                    new Trade(
                            "Broadband care",
                            List.of("asha", "jonas"),
                            List.of(
                                    new String[] {
                                        "Slow line in the evening",
                                        "After seven the line crawls. Films stop.",
                                        "check",
                                        "We measure your line and tell you what we found"
                                    },
                                    new String[] {
                                        "Wrong amount on the bill",
                                        "You charged the old tariff again.",
                                        "refund",
                                        "You get the difference back"
                                    },
                                    new String[] {
                                        "Router light is red",
                                        "It blinks red since this morning.",
                                        "visit",
                                        "A technician comes to look at the router"
                                    },
                                    new String[] {
                                        "Moving house in May",
                                        "I move and want to keep my number.",
                                        "move",
                                        "Your line is moved to the new address"
                                    })),
                    new Trade(
                            "Bank branch",
                            List.of("paul", "brigitte"),
                            List.of(
                                    new String[] {
                                        "Card has not arrived",
                                        "It was promised last week.",
                                        "card",
                                        "Your new card is ready to collect"
                                    },
                                    new String[] {
                                        "Appointment about a loan",
                                        "I want to talk about a small loan.",
                                        "callback",
                                        "We call you with three times to choose from"
                                    },
                                    new String[] {
                                        "Statement for the tax office",
                                        "I need the statement for last year.",
                                        "document",
                                        "You get the statement by post"
                                    })),
                    new Trade(
                            "Workshop",
                            List.of("franz"),
                            List.of(
                                    new String[] {
                                        "Table top with a crack",
                                        "A crack runs along the grain.",
                                        "repair",
                                        "The table is mended and back"
                                    },
                                    new String[] {
                                        "Offer for six chairs",
                                        "Oak, as the two we have.",
                                        "offer",
                                        "You get a written offer"
                                    })));

    private static final List<String> NAMES =
            List.of(
                    "Maria Huber",
                    "Deepak Shah",
                    "Elena Petrova",
                    "Thomas Bauer",
                    "Aylin Kaya",
                    "Peter Novak",
                    "Grace Okafor",
                    "Julia Steiner",
                    "Mateo Cruz",
                    "Hannah Lang",
                    "Ivan Horvat",
                    "Sofia Rossi",
                    "Karim Haddad",
                    "Eva Winter",
                    "Lukas Gruber",
                    "Fatima Noor",
                    "Daniel Fuchs",
                    "Chloe Martin",
                    "Viktor Orlov",
                    "Nina Wolf");

    /// Four weeks of everyday matters; most words are kept, some moved in time, some broken.
    void ordinaryDays(LocalDate first, LocalDate last) {
        var customers = new ArrayList<Customer>();
        for (String name : NAMES) {
            customers.add(
                    house.customer(
                            name,
                            name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.')
                                    + "@example.com",
                            LocalDate.of(
                                    2008 + random.nextInt(16),
                                    1 + random.nextInt(12),
                                    1 + random.nextInt(28))));
        }
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY
                    || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                continue;
            }
            int matters = 3 + random.nextInt(4);
            for (int i = 0; i < matters; i++) {
                var trade = TRADES.get(random.nextInt(10) < 6 ? 0 : random.nextInt(10) < 7 ? 1 : 2);
                everyday(
                        trade,
                        customers.get(random.nextInt(customers.size())),
                        DemoHouse.at(day, 8 + random.nextInt(9), random.nextInt(60), house.zone()));
            }
        }
    }

    private void everyday(Trade trade, Customer customer, Instant at) {
        String[] matter = trade.matters().get(random.nextInt(trade.matters().size()));
        String who = trade.people().get(random.nextInt(trade.people().size()));
        var fate = random.nextInt(100);
        var toAnswer = Duration.ofMinutes(20 + random.nextInt(fate < 85 ? 150 : 1_500));
        var toDue = Duration.ofHours(26 + random.nextInt(90));
        on(
                at,
                () -> {
                    var theCase =
                            open(trade.unit(), customer, Channel.MAIL, matter[0], matter[1], who);
                    on(
                            at.plus(toAnswer),
                            () -> {
                                answer(
                                        who,
                                        theCase,
                                        "Thank you for writing. I look after this myself.\n\n"
                                                + matter[3]
                                                + ".");
                                var due = clock.instant().plus(toDue);
                                fates(
                                        who,
                                        trade,
                                        customer,
                                        theCase,
                                        word(
                                                who,
                                                theCase,
                                                matter[2],
                                                matter[3],
                                                due,
                                                trade.unit(),
                                                who),
                                        fate);
                            });
                });
    }

    private void fates(
            String who, Trade trade, Customer customer, Case theCase, Promise word, int fate) {
        Instant due = word.due();
        if (fate < 70) {
            var early = due.minus(Duration.ofMinutes(90 + random.nextInt(900)));
            on(
                    early.isAfter(clock.instant()) ? early : clock.instant(),
                    () -> done(who, word, "done, see note"));
            if (random.nextBoolean()) {
                on(due.plus(Duration.ofHours(2)), () -> confirmed(customer, word));
            }
            on(due.plus(Duration.ofHours(60)), () -> resolve(who, theCase.id(), "kept"));
        } else if (fate < 84) {
            on(
                    due.minus(Duration.ofHours(3)),
                    () -> {
                        if (now(word).open()) {
                            var next =
                                    redated(
                                            who,
                                            word,
                                            due.plus(Duration.ofHours(40)),
                                            "a part has not arrived yet");
                            on(due.plus(Duration.ofHours(30)), () -> done(who, next, "done"));
                            on(due.plus(Duration.ofHours(36)), () -> confirmed(customer, next));
                            on(
                                    due.plus(Duration.ofHours(90)),
                                    () -> resolve(who, theCase.id(), "kept after one change"));
                        }
                    });
        } else if (fate < 95) {
            on(
                    due.plus(Duration.ofHours(5 + random.nextInt(40))),
                    () -> done(who, word, "done, late"));
            on(due.plus(Duration.ofHours(3)), () -> explained(who, word));
            on(due.plus(Duration.ofHours(50)), () -> confirmed(customer, word));
            on(due.plus(Duration.ofHours(100)), () -> resolve(who, theCase.id(), "late"));
        } else if (trade.unit().equals("Workshop")) {
            on(
                    due.plus(Duration.ofHours(20)),
                    () ->
                            promises.withdraw(
                                    house.as(who), word.id(), null, "the wood is sold out"));
        }
    }

    /// Says why a word was broken; now and then nobody does.
    private void explained(String who, Promise word) {
        if (now(word).course().brokenAt() != null) {
            String reason = REASONS.get(missed++ % REASONS.size());
            if (!reason.isEmpty()) {
                misses.say(house.as(who), word.id(), reason);
            }
        }
    }
}
