package kept.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Consumer;
import kept.cases.Channel;
import kept.customers.Customer;
import kept.promises.Promise;
import kept.teams.Teams;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// The five true stories, as they end in a house that keeps its word.
@Component
@ConditionalOnProperty("kept.demo")
class DemoStories {
    private final DemoPlay play;
    private final DemoHouse house;
    private final DemoCalls calls;
    private final Teams teams;

    DemoStories(DemoPlay play, DemoHouse house, DemoCalls calls, Teams teams) {
        this.play = play;
        this.house = house;
        this.calls = calls;
        this.teams = teams;
    }

    private Instant at(LocalDate day, int hour, int minute) {
        return DemoHouse.at(day, hour, minute, house.zone());
    }

    void write(LocalDate today) {
        valuedCustomer(workday(today.minusDays(20)));
        droppingLine(workday(today.minusDays(9)));
        vanishingSalesman(workday(today.minusDays(12)));
        tenYearCustomer(workday(today.minusDays(15)));
        tenDaysForThree(workday(today.minusDays(13)));
        openNow(today);
        activations(today);
    }

    /// Three lines that need sales, network and field: one waits for an answer, one runs well, one turned red.
    private void activations(LocalDate today) {
        Instant now = HistoryClock.present();
        var day = workday(today.minusDays(1));
        activation(
                now.minus(Duration.ofMinutes(95)),
                "Priya Kapoor",
                "New line for the studio",
                at(after(today, 5), 17, 0),
                _ -> {});
        activation(
                at(workday(day.minusDays(1)), 9, 20),
                "Erik Johansson",
                "Line for the holiday flat",
                at(after(today, 4), 12, 0),
                word -> {
                    play.takesOn("nils", word, DemoHouse.SWITCHED);
                    play.on(at(day, 9, 5), () -> play.finishes("sam", word, DemoHouse.CHECKED));
                });
        activation(
                at(workday(day.minusDays(5)), 10, 0),
                "Bakery Kern",
                "The card reader needs a line before Saturday",
                at(after(today, 1), 12, 0),
                word -> {
                    play.takesOn("nils", word, DemoHouse.SWITCHED);
                    play.finishes("sam", word, DemoHouse.CHECKED);
                    play.on(
                            at(day, 8, 50),
                            () -> {
                                play.begins("nils", word, DemoHouse.SWITCHED);
                                play.slips(
                                        "nils",
                                        word,
                                        DemoHouse.SWITCHED,
                                        at(after(today, 2), 12, 0),
                                        "the cable to the cabinet is broken; the digger comes on the day after tomorrow");
                            });
                });
    }

    private void activation(
            Instant given, String name, String subject, Instant due, Consumer<Promise> then) {
        var customer =
                house.customer(
                        name,
                        name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com",
                        null);
        play.on(
                given,
                () -> {
                    var c =
                            play.open(
                                    "Sales",
                                    customer,
                                    Channel.MAIL,
                                    subject,
                                    "When can it be ready?",
                                    "sam",
                                    "activation");
                    play.answer("sam", c, "I give you a day as soon as the others have said yes.");
                    then.accept(
                            play.word(
                                    "sam",
                                    c,
                                    "activation",
                                    "Your line is activated",
                                    due,
                                    "Sales",
                                    "sam"));
                });
    }

    private static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.minusDays(2);
            default -> day;
        };
    }

    private static LocalDate after(LocalDate day, int workdays) {
        var date = day;
        for (int i = 0; i < workdays; i++) {
            date = date.plusDays(1);
            while (date.getDayOfWeek().getValue() > 5) {
                date = date.plusDays(1);
            }
        }
        return date;
    }

    /// S1: a customer since 2008 finds his line cut off and is told that the offer is for newer ones.
    private void valuedCustomer(LocalDate day) {
        var anil = house.customer("Anil Mehta", "anil.mehta@example.com", LocalDate.of(2008, 6, 1));
        play.on(
                at(day, 9, 12),
                () -> {
                    var c =
                            play.open(
                                    "Broadband care",
                                    anil,
                                    Channel.PHONE,
                                    "Line cut off after three months abroad",
                                    "I was away for three months and find my line cut. I have been with you since 2008. I want to recharge, and your menu has no word for it.",
                                    "jonas",
                                    "recharge");
                    calls.about(c, anil, "jonas", Duration.ofMinutes(9), "leaving");
                    play.answer(
                            "jonas",
                            c,
                            "I am sorry, Mr Mehta. You are right to expect better after all these years. I have asked for the old dues to be waived; the offer leaves out longer-standing customers, and that is our mistake, not yours.");
                    var waived =
                            play.word(
                                    "jonas",
                                    c,
                                    "decision",
                                    "You hear whether the old dues are waived, with the reason",
                                    at(after(day, 1), 12, 0),
                                    "Broadband care",
                                    "lena");
                    play.note(
                            "jonas",
                            c,
                            "The waiver rule says \"joined 2009 or later\". Customer joined 2008. Lena decides.");
                    play.on(
                            at(after(day, 1), 10, 20),
                            () -> {
                                play.answer(
                                        "lena",
                                        c,
                                        "The old dues are waived. The rule was wrong about you, and it has been changed for everybody who has been with us as long.");
                                play.done("lena", waived, "waived, letter of today");
                                play.confirmed(anil, waived);
                                play.resolve("lena", c.id(), "Dues waived; the rule was corrected");
                            });
                });
    }

    /// S2: a line that drops callers for days, until somebody looks.
    private void droppingLine(LocalDate day) {
        var ana = house.customer("Ana Souza", "ana.souza@example.com", LocalDate.of(2015, 3, 9));
        play.on(
                at(day, 10, 5),
                () -> {
                    var c =
                            play.open(
                                    "Broadband care",
                                    ana,
                                    Channel.PHONE,
                                    "Cut off in mid-sentence, three times",
                                    "I was transferred and cut off in the middle of a sentence. Must I tell it all again?",
                                    "asha",
                                    "dropped-call");
                    calls.cutOff(c, ana, "asha", Duration.ofMinutes(4));
                    play.note(
                            "asha",
                            c,
                            "Rang her back within a minute. She does not have to repeat anything: transfer from 10:03 dropped.");
                    var cause =
                            play.word(
                                    "asha",
                                    c,
                                    "check",
                                    "You hear why the calls dropped",
                                    at(after(day, 1), 17, 0),
                                    "Network",
                                    "nils");
                    play.on(
                            at(after(day, 1), 15, 40),
                            () -> {
                                play.note(
                                        "nils",
                                        c,
                                        "Trunk 2 lost one direction after 90 s. Redirected by plan at 15:05.");
                                play.done(
                                        "nils",
                                        cause,
                                        "trunk 2 replaced, 40 test calls without a drop");
                            });
                    play.on(
                            at(after(day, 1), 16, 10),
                            () -> {
                                play.answer(
                                        "asha",
                                        c,
                                        "It was one of our trunks. It is out of use since five past three, and forty test calls went through.");
                                play.confirmed(ana, cause);
                                play.resolve("asha", c.id(), "Faulty trunk replaced");
                            });
                });
    }

    /// S3: "tomorrow, for sure", and the salesman goes on leave. His words pass to his deputy before he does.
    private void vanishingSalesman(LocalDate day) {
        var ruth = house.customer("Ruth Adler", "ruth.adler@example.com", null);
        play.on(
                at(day, 11, 0),
                () -> {
                    var c =
                            play.open(
                                    "Sales",
                                    ruth,
                                    Channel.PHONE,
                                    "New line for the flat in Hofgasse",
                                    "Yes, I take it, if it is installed before the holiday.",
                                    "sam",
                                    "sale");
                    calls.about(c, ruth, "sam", Duration.ofMinutes(12), "order");
                    play.answer(
                            "sam",
                            c,
                            "Thank you! Our installer comes on the day after tomorrow, for sure.");
                    var visit =
                            play.word(
                                    "sam",
                                    c,
                                    "visit",
                                    "The installer comes and the line works",
                                    at(after(day, 2), 16, 0),
                                    "Field service",
                                    "sam");
                    play.on(
                            at(after(day, 1), 8, 0),
                            () ->
                                    teams.plan(
                                            house.as("sam"),
                                            house.person("sam").id(),
                                            house.person("lena").id(),
                                            at(after(day, 1), 9, 0),
                                            at(after(day, 8), 9, 0),
                                            "leave"));
                    play.on(
                            at(after(day, 2), 9, 30),
                            () ->
                                    play.note(
                                            "lena",
                                            c,
                                            "Came to me when Sam went on leave. Tariq has it in his van for 14:00."));
                    play.on(
                            at(after(day, 2), 14, 50),
                            () -> {
                                play.done("lena", visit, "installed 14:35, 102 Mbit/s");
                                play.confirmed(ruth, visit);
                                play.resolve("lena", c.id(), "Installed on the promised day");
                            });
                });
        var cafe =
                house.customer(
                        "Café Lindauer", "office@lindauer.example", LocalDate.of(2019, 10, 2));
        play.on(
                at(day, 8, 20),
                () -> {
                    var c =
                            play.open(
                                    "Workshop",
                                    cafe,
                                    Channel.MAIL,
                                    "Eight chairs before the holiday",
                                    "Can we have the eight chairs before the long weekend?",
                                    "franz",
                                    "order");
                    play.answer(
                            "franz", c, "You can. One man short this week, but you have my word.");
                    var chairs =
                            play.word(
                                    "franz",
                                    c,
                                    "delivery",
                                    "Eight chairs stand in your café",
                                    at(after(day, 6), 18, 0),
                                    "Workshop",
                                    "franz");
                    play.on(
                            at(after(day, 6), 17, 5),
                            () -> {
                                play.done(
                                        "franz", chairs, "delivered 16:50, signed by Mrs Lindauer");
                                play.confirmed(cafe, chairs);
                                play.resolve(
                                        "franz", c.id(), "Delivered on the eve of the holiday");
                            });
                });
    }

    /// S4: the third time about the same matter, and a broken word: the lead comes in unasked.
    private void tenYearCustomer(LocalDate day) {
        var george =
                house.customer(
                        "George Papadakis",
                        "george.papadakis@example.com",
                        LocalDate.of(2016, 2, 14));
        sameScript(
                george,
                workday(day.minusDays(8)),
                "Internet gone in the evening",
                "The internet stops every evening at eight.");
        sameScript(
                george,
                workday(day.minusDays(4)),
                "Gone again at eight",
                "It stopped again at eight, for an hour, as before.");
        play.on(
                at(day, 9, 40),
                () -> {
                    var c =
                            play.open(
                                    "Broadband care",
                                    george,
                                    Channel.MAIL,
                                    "Internet stops every evening at eight",
                                    "This is the third time I write. Every evening at eight it stops for an hour.",
                                    "jonas",
                                    "repeat");
                    play.answer(
                            "jonas", c, "We check your line today and tell you by tomorrow noon.");
                    var check =
                            play.word(
                                    "jonas",
                                    c,
                                    "check",
                                    "We tell you why the line stops at eight",
                                    at(after(day, 1), 12, 0),
                                    "Broadband care",
                                    "jonas");
                    play.on(
                            at(after(day, 1), 13, 30),
                            () -> {
                                play.note(
                                        "lena",
                                        c,
                                        "Broken at noon; it climbed to me at one. I take this over: no script, technician tomorrow, this month free.");
                                play.answer(
                                        "lena",
                                        c,
                                        "You should not have had to write three times. I am Lena Hofer, I lead this team, and I look after this myself now. A technician comes tomorrow, and this month costs you nothing.");
                                var next =
                                        play.redated(
                                                "lena",
                                                check,
                                                at(after(day, 2), 17, 0),
                                                "nobody looked at your line in time; that was our fault");
                                play.on(
                                        at(after(day, 2), 15, 15),
                                        () -> {
                                            play.done(
                                                    "lena",
                                                    next,
                                                    "Tariq replaced the splitter; 48 h without a stop will prove it");
                                            play.hear(
                                                    c,
                                                    george,
                                                    "The technician was excellent. Please tell his boss.");
                                        });
                                play.on(
                                        at(after(day, 3), 9, 0),
                                        () -> {
                                            play.answer(
                                                    "lena",
                                                    c,
                                                    "I told Tariq and his boss, and they were both glad. Thank you.");
                                            play.confirmed(george, next);
                                            play.resolve(
                                                    "lena",
                                                    c.id(),
                                                    "Splitter replaced, month waived, praise passed on");
                                        });
                            });
                });
    }

    /// The same script on call after call: restart it, resolved.
    private void sameScript(Customer customer, LocalDate day, String subject, String text) {
        play.on(
                at(day, 10, 15),
                () -> {
                    var c =
                            play.open(
                                    "Broadband care",
                                    customer,
                                    Channel.MAIL,
                                    subject,
                                    text,
                                    "jonas",
                                    "repeat");
                    play.answer("jonas", c, "Please restart the router and wait for five minutes.");
                    play.on(
                            at(day, 16, 0),
                            () -> play.resolve("jonas", c.id(), "Told to restart the router"));
                });
    }

    /// S5: "activated in three days", over a long holiday.
    private void tenDaysForThree(LocalDate day) {
        Customer meera =
                house.customer("Meera Nair", "meera.nair@example.com", LocalDate.of(2021, 8, 30));
        play.on(
                at(day, 14, 0),
                () -> {
                    var c =
                            play.open(
                                    "Sales",
                                    meera,
                                    Channel.MAIL,
                                    "When is my new line activated?",
                                    "I was told three days. Is that so, with the holiday in between?",
                                    "lena",
                                    "activation");
                    play.answer(
                            "lena",
                            c,
                            "Three days is what we like to say. With the holiday I would rather promise what holds.");
                    var active =
                            play.word(
                                    "lena",
                                    c,
                                    "activation",
                                    "Your line is activated",
                                    at(after(day, 4), 17, 0),
                                    "Network",
                                    "nils");
                    play.on(
                            at(after(day, 1), 9, 40),
                            () -> {
                                play.takesOn("nils", active, DemoHouse.SWITCHED);
                                play.finishes("sam", active, DemoHouse.CHECKED);
                            });
                    play.on(
                            at(after(day, 3), 10, 50),
                            () -> {
                                play.begins("nils", active, DemoHouse.SWITCHED);
                                play.slips(
                                        "nils",
                                        active,
                                        DemoHouse.SWITCHED,
                                        at(after(day, 5), 12, 0),
                                        "the exchange has no free port");
                            });
                    play.on(
                            at(after(day, 3), 11, 0),
                            () -> {
                                var next =
                                        play.redated(
                                                "nils",
                                                active,
                                                at(after(day, 6), 12, 0),
                                                "the exchange has no free port; a new card is on its way");
                                play.on(
                                        at(after(day, 5), 11, 40),
                                        () -> play.finishes("nils", next, DemoHouse.SWITCHED));
                                play.on(
                                        at(after(day, 6), 10, 25),
                                        () -> play.finishes("tariq", next, DemoHouse.MEASURED));
                                play.on(
                                        at(after(day, 6), 10, 30),
                                        () ->
                                                play.done(
                                                        "nils",
                                                        next,
                                                        "port 14 live, 98 Mbit/s measured"));
                                play.on(
                                        at(after(day, 6), 18, 5),
                                        () -> {
                                            play.confirmed(meera, next);
                                            play.hear(
                                                    c,
                                                    meera,
                                                    "It works. Thank you for telling me before and not after.");
                                        });
                                play.on(
                                        at(after(day, 7), 9, 15),
                                        () -> {
                                            play.answer("lena", c, "Thank you for saying so.");
                                            play.resolve(
                                                    "lena",
                                                    c.id(),
                                                    "Activated; moved once, told a day ahead");
                                        });
                            });
                });
        var clinic =
                house.customer(
                        "Clinic am Park", "office@clinic-park.example", LocalDate.of(2012, 4, 1));
        play.on(
                at(after(day, 1), 9, 0),
                () -> {
                    var c =
                            play.open(
                                    "Bank branch",
                                    clinic,
                                    Channel.MAIL,
                                    "Two days without account during the migration?",
                                    "A colleague heard that accounts stand still for two days. Nobody told us.",
                                    "brigitte",
                                    "migration");
                    var told =
                            play.word(
                                    "brigitte",
                                    c,
                                    "notice",
                                    "You hear the exact hours of the migration, and what you can do before",
                                    at(after(day, 3), 12, 0),
                                    "Bank branch",
                                    "brigitte");
                    play.answer(
                            "brigitte",
                            c,
                            "You are right to ask. You will have the exact hours in writing.");
                    play.on(
                            at(after(day, 3), 10, 0),
                            () -> play.done("brigitte", told, "letter and mail with the hours"));
                    play.on(
                            at(after(day, 3), 11, 0),
                            () ->
                                    play.disputed(
                                            clinic,
                                            told,
                                            "The letter names the days and not the hours."));
                    play.on(
                            at(after(day, 3), 15, 0),
                            () ->
                                    play.done(
                                            "brigitte",
                                            told,
                                            "second letter: Sat 22:00 to Sun 06:00"));
                    play.on(at(after(day, 3), 16, 0), () -> play.confirmed(clinic, told));
                });
    }

    /// What lies on the desk today: something late, something near, something for later.
    private void openNow(LocalDate today) {
        var day = workday(today.minusDays(1));
        var ines =
                house.customer(
                        "Inês Carvalho", "ines.carvalho@example.com", LocalDate.of(2018, 5, 5));
        var oscar =
                house.customer("Oscar Lind", "oscar.lind@example.com", LocalDate.of(2023, 11, 11));
        var school =
                house.customer(
                        "Hill School", "office@hill-school.example", LocalDate.of(2010, 9, 1));
        Instant now = HistoryClock.present();
        play.on(
                now.minus(Duration.ofHours(7)),
                () -> {
                    var c =
                            play.open(
                                    "Broadband care",
                                    ines,
                                    Channel.MAIL,
                                    "The refund has not come",
                                    "You promised it for last week.",
                                    "asha",
                                    "refund");
                    play.answer("asha", c, "I have asked accounting. You hear from me today.");
                    play.word(
                            "asha",
                            c,
                            "refund",
                            "You hear when the refund arrives",
                            now.minus(Duration.ofMinutes(50)),
                            "Broadband care",
                            "asha");
                    play.word(
                            "asha",
                            c,
                            "refund",
                            "The refund is on your account",
                            now.plus(Duration.ofHours(30)),
                            "Broadband care",
                            "asha");
                });
        play.on(
                now.minus(Duration.ofHours(5)),
                () -> {
                    var c =
                            play.open(
                                    "Broadband care",
                                    oscar,
                                    Channel.MAIL,
                                    "Please call me about the new tariff",
                                    "After four is best.",
                                    "asha",
                                    "tariff");
                    play.answer("asha", c, "I call you this afternoon.");
                    play.word(
                            "asha",
                            c,
                            "callback",
                            "Asha calls about the new tariff",
                            now.plus(Duration.ofMinutes(35)),
                            "Broadband care",
                            "asha");
                });
        play.on(
                now.minus(Duration.ofHours(3)),
                () -> {
                    play.open(
                            "Broadband care",
                            school,
                            Channel.MAIL,
                            "Forty tablets and no wireless in the gym",
                            "The gym has no signal at all. Can somebody look before the exams?",
                            null,
                            "school");
                    var c =
                            play.open(
                                    "Workshop",
                                    school,
                                    Channel.MAIL,
                                    "Shelves for the library",
                                    "Twelve metres, beech. What would it cost?",
                                    "franz",
                                    "offer");
                    play.answer("franz", c, "I come and measure, and you have an offer this week.");
                    play.word(
                            "franz",
                            c,
                            "visit",
                            "Franz measures the library",
                            now.plus(Duration.ofHours(22)),
                            "Workshop",
                            "franz");
                    play.word(
                            "franz",
                            c,
                            "offer",
                            "You have a written offer",
                            now.plus(Duration.ofHours(70)),
                            "Workshop",
                            "franz");
                });
        play.on(
                at(day, 9, 30).isBefore(now.minus(Duration.ofHours(8)))
                        ? at(day, 9, 30)
                        : now.minus(Duration.ofHours(8)),
                () -> {
                    var c =
                            play.open(
                                    "Broadband care",
                                    oscar,
                                    Channel.MAIL,
                                    "Technician rang at the wrong door",
                                    "He was at number 12. I am at 21.",
                                    "asha",
                                    "visit");
                    play.answer("asha", c, "I am sorry. Somebody comes again, to the right door.");
                    var visit =
                            play.word(
                                    "asha",
                                    c,
                                    "visit",
                                    "A technician comes to number 21",
                                    now.minus(Duration.ofHours(2)),
                                    "Field service",
                                    "tariq");
                    play.on(
                            now.minus(Duration.ofHours(3)),
                            () ->
                                    play.done(
                                            "tariq",
                                            visit,
                                            "was there at 21, replaced the socket"));
                });
    }
}
