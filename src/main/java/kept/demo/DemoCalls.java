package kept.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import kept.cases.Case;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.customers.Customer;
import kept.routing.Queue;
import kept.routing.Queues;
import kept.voice.AfterCall;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Four weeks of calls. Whoever calls waits until the next agent is free, or until his patience ends; some ask to be called back, and who
/// is cut off is rung back within a minute.
@Component
@ConditionalOnProperty("kept.demo")
class DemoCalls {
    private static final UUID HOST = UUID.fromString("00000000-0000-7000-8000-0000000000d0");

    /// Calls in each hour from eight to five on a usual day; on a Monday half as many again.
    private static final double[] BY_HOUR = {1.4, 2.6, 3.2, 2.7, 1.6, 1.5, 2.0, 2.3, 1.7};

    private static final int FIRST_HOUR = 8;
    private static final List<String> ABOUT =
            List.of("fault", "fault", "fault", "bill", "bill", "order", "question", "appointment");

    /// So long before the present nobody calls any more, so that every call of the past is over.
    private static final Duration LAST_HOUR = Duration.ofMinutes(60);

    private static final Duration MENU = Duration.ofSeconds(9);
    private static final Duration RINGS = Duration.ofSeconds(6);

    private final DemoPlay play;
    private final DemoHouse house;
    private final HistoryClock clock;
    private final Contacts contacts;
    private final Queues queues;
    private final AfterCall after;
    private final Random random = new Random(1876);
    private final Map<String, Instant> freeAt = new HashMap<>();

    DemoCalls(
            DemoPlay play,
            DemoHouse house,
            HistoryClock clock,
            Contacts contacts,
            Queues queues,
            AfterCall after) {
        this.play = play;
        this.house = house;
        this.clock = clock;
        this.contacts = contacts;
        this.queues = queues;
        this.after = after;
    }

    private record Desk(String line, Queue queue, List<String> people, double share) {}

    /// The usual calls of all days, up to the present.
    void ordinaryDays(LocalDate first, LocalDate last, Instant until) {
        var desks =
                List.of(
                        new Desk(
                                DemoTelephone.CARE,
                                queue("Broadband care"),
                                List.of("asha", "jonas"),
                                1),
                        new Desk(DemoTelephone.BANK, queue("Bank branch"), List.of("paul"), 0.4));
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
                for (var desk : desks) {
                    day(day, desk, until.minus(LAST_HOUR));
                }
            }
        }
    }

    private Queue queue(String unit) {
        UUID id = house.unit(unit).id();
        return queues.all().stream().filter(q -> q.unit().equals(id)).findFirst().orElseThrow();
    }

    private void day(LocalDate day, Desk desk, Instant until) {
        double share = desk.share() * (day.getDayOfWeek() == DayOfWeek.MONDAY ? 1.5 : 1);
        for (int hour = 0; hour < BY_HOUR.length; hour++) {
            double wait = 0;
            while (true) {
                wait += -Math.log(1 - random.nextDouble()) * 3_600 / (BY_HOUR[hour] * share);
                if (wait >= 3_600) {
                    break;
                }
                var at =
                        DemoHouse.at(day, FIRST_HOUR + hour, 0, house.zone())
                                .plusSeconds((long) wait);
                if (at.isBefore(until)) {
                    play.on(at, () -> comes(desk));
                }
            }
        }
    }

    private void comes(Desk desk) {
        var customers = house.everybody();
        var customer = customers.get(random.nextInt(customers.size()));
        var contact = arrives(desk.line(), customer, null);
        boolean menu = desk.line().equals(DemoTelephone.CARE);
        if (menu) {
            move(contact, c -> c.atMenu("start", now()));
        }
        in(menu ? MENU : Duration.ofSeconds(4), () -> waits(contact.id(), desk));
    }

    private void waits(UUID id, Desk desk) {
        var contact = move(get(id), c -> c.queued(desk.queue().id(), now(), 0, "", null, now()));
        String who = desk.people().stream().min((a, b) -> free(a).compareTo(free(b))).orElseThrow();
        var wait = Duration.between(now(), free(who)).plus(RINGS);
        if (wait.compareTo(RINGS) < 0) {
            wait = RINGS;
        }
        double patience = -Math.log(1 - random.nextDouble()) * 420;
        if (wait.toSeconds() > 90 && random.nextInt(3) == 0) {
            in(Duration.ofSeconds(35), () -> asksToBeCalled(get(id), who));
        } else if (wait.toSeconds() > patience) {
            in(Duration.ofSeconds((long) patience), () -> givesUp(get(id)));
        } else {
            var talk = talk();
            freeAt.put(who, now().plus(wait).plus(talk).plusSeconds(40));
            if (wait.compareTo(Duration.ofSeconds(30)) > 0) {
                var told = wait;
                move(contact, c -> c.toldWait(told, now()));
            }
            in(wait, () -> talks(get(id), who, talk));
        }
    }

    /// Most talks are short, a few are long.
    private Duration talk() {
        return Duration.ofSeconds(
                (long) Math.clamp(Math.exp(5.3 + 0.6 * random.nextGaussian()), 45, 900));
    }

    private Instant free(String who) {
        return freeAt.getOrDefault(who, Instant.EPOCH);
    }

    private void talks(Contact contact, String who, Duration length) {
        var talking = takes(contact, who);
        if (random.nextInt(45) == 0) {
            in(length.dividedBy(2), () -> cutOff(get(talking.id()), who));
        } else {
            String about = ABOUT.get(random.nextInt(ABOUT.size()));
            in(length, () -> hangsUp(talking.id(), who, about));
        }
    }

    private Contact takes(Contact contact, String who) {
        var offered = move(contact, c -> c.offering(house.person(who).id(), now()));
        return move(offered, c -> c.talking(house.person(who).id(), now()));
    }

    private void hangsUp(UUID id, String who, String about) {
        var ended =
                contacts.move(
                        get(id),
                        get(id).ended(State.CLOSED, "hung up", now()),
                        Map.of("outcome", "hung up"));
        after.over(ended);
        in(Duration.ofSeconds(20), () -> contacts.about(house.as(who), id, about));
    }

    private void asksToBeCalled(Contact contact, String who) {
        var owed = contacts.callBackLater(contact);
        after.over(get(contact.id()));
        in(Duration.ofMinutes(4 + random.nextInt(15)), () -> callsBack(owed.id(), who, talk()));
    }

    private void cutOff(Contact contact, String who) {
        var owed = contacts.dropped(contact, "no sound came from the caller any more");
        after.over(get(contact.id()));
        owed.ifPresent(call -> in(Duration.ofSeconds(25), () -> callsBack(call.id(), who, talk())));
    }

    private void callsBack(UUID owed, String who, Duration length) {
        UUID person = house.person(who).id();
        var dialling = move(get(owed), c -> c.diallingAgent(person, HOST, now()));
        move(dialling, c -> c.diallingCaller(now()));
        in(
                Duration.ofSeconds(14),
                () -> {
                    contacts.reached(move(get(owed), c -> c.confirming(now())), person);
                    in(length, () -> hangsUp(owed, who, "fault"));
                });
    }

    private void givesUp(Contact contact) {
        contacts.gaveUp(contact);
        after.over(get(contact.id()));
    }

    // --- calls of the stories

    /// A call that a case began with, until its agent hangs up.
    void about(Case theCase, Customer customer, String who, Duration length, String about) {
        var contact = onCase(theCase, customer, who);
        in(length, () -> hangsUp(contact.id(), who, about));
    }

    /// The same, but it is cut off, and the caller is rung back by the same agent.
    void cutOff(Case theCase, Customer customer, String who, Duration length) {
        var contact = onCase(theCase, customer, who);
        in(length, () -> cutOff(get(contact.id()), who));
    }

    private Contact onCase(Case theCase, Customer customer, String who) {
        var contact = arrives(DemoTelephone.CARE, customer, theCase.id());
        var waiting =
                move(
                        contact,
                        c -> c.queued(queue("Broadband care").id(), now(), 0, "", null, now()));
        return takes(waiting, who);
    }

    private Contact arrives(String line, Customer customer, @Nullable UUID onCase) {
        var contact =
                contacts.arrived(
                        new Contact.Party(
                                false,
                                line,
                                DemoHouse.numberOf(customer),
                                "",
                                customer.id(),
                                onCase),
                        HOST);
        return move(contact, c -> c.answered(now()));
    }

    private Contact move(Contact before, Function<Contact, Contact> how) {
        return contacts.move(before, how.apply(before), Map.of());
    }

    private Contact get(UUID id) {
        return contacts.find(id).orElseThrow();
    }

    private void in(Duration pause, Runnable action) {
        play.on(now().plus(pause), action);
    }

    private Instant now() {
        return clock.instant();
    }
}
