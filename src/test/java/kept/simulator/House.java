package kept.simulator;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kept.calendars.CalendarText;
import kept.calendars.SavedCalendar;
import kept.calendars.SimulatedCalendars;
import kept.customers.ContactPoint;
import kept.customers.Customer;
import kept.customers.QuietHours;
import kept.customers.SimulatedCustomers;
import kept.makegood.DailyRate;
import kept.makegood.Limit;
import kept.makegood.Money;
import kept.makegood.Policy;
import kept.makegood.SimulatedMakeGoods;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.SimulatedTeams;
import org.jspecify.annotations.Nullable;

/// The house as each seed finds it: who works there and when, whom it serves, and what it owes for a broken word.
final class House {
    static final UUID OWNER = id(1);
    static final List<UUID> CUSTOMERS = List.of(id(201), id(202), id(203), id(204), id(205));
    static final List<UUID> CASES = List.of(id(301), id(302), id(303), id(304), id(305), id(306));
    static final List<UUID> HOURS = List.of(id(104), id(105));
    static final List<String> KINDS = List.of("repair", "order", "refund", "callback", "reply");
    private static final List<UUID> CALENDARS = List.of(id(101), id(102), id(103));
    private static final List<UUID> UNITS = List.of(id(11), id(12), id(13));
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final List<SavedCalendar> SAVED = calendars();

    private House() {}

    private static UUID id(int number) {
        long spread = (number * 0x9E3779B97F4A7C15L) >>> 2;
        return new UUID(0x7000L | ((long) number << 16), 0x8000000000000000L | spread);
    }

    private static List<SavedCalendar> calendars() {
        var made = new ArrayList<SavedCalendar>();
        made.add(calendar(101, "Office", "Europe/Vienna", "AT", 5, "09:00-12:30", "13:00-17:30"));
        made.add(
                calendar(102, "Nights", "America/New_York", null, 6, "00:00-05:00", "21:00-24:00"));
        made.add(calendar(103, "Always", "Pacific/Auckland", null, 7, "00:00-24:00"));
        made.add(calendar(104, "Early", "Europe/Vienna", null, 5, "06:00-13:00"));
        made.add(calendar(105, "Late", "Europe/Vienna", null, 6, "14:00-20:00"));
        return made;
    }

    private static SavedCalendar calendar(
            int number,
            String name,
            String zone,
            @Nullable String country,
            int days,
            String... hours) {
        var week = new java.util.LinkedHashMap<String, List<String>>();
        for (var day : java.time.DayOfWeek.values()) {
            if (day.getValue() <= days) {
                week.put(day.name().toLowerCase(Locale.ROOT), List.of(hours));
            }
        }
        var text = new CalendarText(name, zone, week, country, null, Map.of(), Map.of());
        return new SavedCalendar(text.read(id(number)), 1, Instant.EPOCH);
    }

    static void moveIn(Store store, Instant now) {
        SAVED.forEach(c -> SimulatedCalendars.shelf(store).put(c.calendar().id(), c));
        for (int i = 0; i < UNITS.size(); i++) {
            SimulatedTeams.units(store)
                    .put(
                            UNITS.get(i),
                            SimulatedTeams.unit(UNITS.get(i), "Unit " + i, CALENDARS.get(i)));
        }
        person(store, 1, "Olga", Role.OWNER, Set.of());
        person(store, 2, "Lea", Role.LEAD, Set.of(UNITS.get(0)));
        person(store, 3, "Luc", Role.LEAD, Set.of(UNITS.get(1), UNITS.get(2)));
        person(store, 4, "Ann", Role.AGENT, Set.of(UNITS.get(0)));
        person(store, 5, "Ben", Role.AGENT, Set.of(UNITS.get(0), UNITS.get(1)));
        person(store, 6, "Cem", Role.AGENT, Set.of(UNITS.get(1)));
        person(store, 7, "Dora", Role.AGENT, Set.of(UNITS.get(2)));
        person(store, 8, "Vera", Role.VIEWER, Set.copyOf(UNITS));
        customer(store, 0, "Europe/Vienna", true, null, null);
        customer(store, 1, "America/New_York", true, LocalTime.of(21, 0), LocalTime.of(8, 0));
        customer(store, 2, "Asia/Kolkata", true, LocalTime.of(12, 0), LocalTime.of(14, 0));
        customer(store, 3, "Europe/Vienna", false, null, null);
        customer(store, 4, "Australia/Lord_Howe", true, LocalTime.of(1, 0), LocalTime.of(0, 0));
        policy(store, 401, "repair", 1_000, List.of(new DailyRate(1, 500)), true, 6_000L, now);
        policy(
                store,
                402,
                "order",
                0,
                List.of(new DailyRate(1, 300), new DailyRate(3, 700)),
                false,
                null,
                now);
        policy(store, 403, "refund", 2_500, List.of(), false, null, now);
        SimulatedMakeGoods.limits(store).put("agent", new Limit("agent", new Money(2_000, EURO)));
        SimulatedMakeGoods.limits(store).put("lead", new Limit("lead", new Money(9_000, EURO)));
    }

    private static void person(Store store, int number, String name, Role role, Set<UUID> units) {
        SimulatedTeams.people(store)
                .put(
                        id(number),
                        new Person(
                                id(number),
                                name,
                                name.toLowerCase(Locale.ROOT) + "@example.com",
                                role,
                                ZoneId.of("Europe/Vienna"),
                                units,
                                0,
                                null));
    }

    private static void customer(
            Store store,
            int number,
            String zone,
            boolean mail,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietUntil) {
        UUID id = CUSTOMERS.get(number);
        var point =
                mail
                        ? new ContactPoint(
                                ContactPoint.Type.EMAIL, "customer" + number + "@example.net")
                        : new ContactPoint(ContactPoint.Type.PHONE, "+4315550" + number);
        SimulatedCustomers.shelf(store)
                .put(
                        id,
                        new Customer(
                                id,
                                "Customer " + number,
                                Customer.Kind.PERSON,
                                List.of(point),
                                null,
                                "en",
                                ZoneId.of(zone),
                                null,
                                "",
                                null,
                                1,
                                Instant.EPOCH));
        SimulatedCustomers.quietHours(store)
                .put(id, new QuietHours(quietFrom, quietUntil, ZoneId.of(zone)));
    }

    private static void policy(
            Store store,
            int number,
            String kind,
            long fixed,
            List<DailyRate> days,
            boolean workingDays,
            @Nullable Long cap,
            Instant now) {
        SimulatedMakeGoods.policies(store)
                .put(
                        id(number),
                        new Policy(
                                id(number),
                                "For a late " + kind,
                                kind,
                                null,
                                EURO,
                                fixed,
                                days,
                                workingDays,
                                cap,
                                List.of("The customer was not there."),
                                null,
                                "Rules of the house, 2026",
                                now));
    }
}
