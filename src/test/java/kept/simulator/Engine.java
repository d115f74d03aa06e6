package kept.simulator;

import java.util.List;
import java.util.function.IntUnaryOperator;
import kept.calendars.Calendars;
import kept.calendars.SimulatedCalendars;
import kept.customers.Customers;
import kept.customers.SimulatedCustomers;
import kept.database.SimulatedWrites;
import kept.jobs.FiresTimers;
import kept.jobs.SimulatedTimers;
import kept.jobs.TimerEngine;
import kept.journal.SimulatedJournal;
import kept.makegood.MakeGoods;
import kept.makegood.SimulatedMakeGoods;
import kept.promises.Promises;
import kept.promises.SimulatedLedger;
import kept.steps.SimulatedSteps;
import kept.teams.Departures;
import kept.teams.SimulatedTeams;
import kept.teams.Teams;
import kept.warnings.SimulatedWarnings;
import kept.warnings.Warnings;
import org.springframework.transaction.support.TransactionOperations;

/// One start of the program: the real parts of the engine, wired as they are in the house, over the rows of a store.
record Engine(
        Promises promises,
        Warnings warnings,
        MakeGoods makeGoods,
        Teams teams,
        Departures departures,
        Customers customers,
        Calendars calendars,
        TimerEngine timers) {
    static Engine started(
            Store store,
            WorldClock clock,
            News news,
            TransactionOperations forTimers,
            IntUnaryOperator batch) {
        var writes = new SimulatedWrites(store);
        var timers = new SimulatedTimers(store, writes, clock);
        var journal = SimulatedJournal.over(store, writes, news);
        var calendars = SimulatedCalendars.over(store, clock);
        var customers = SimulatedCustomers.over(store, writes, journal, clock);
        var people = SimulatedTeams.over(store, calendars, timers, journal, news, clock);
        var ledger =
                SimulatedLedger.over(
                        store, writes, journal, timers, people.teams(), calendars, news, clock);
        var steps =
                SimulatedSteps.without(
                                ledger.promises(),
                                people.teams(),
                                calendars,
                                timers,
                                journal,
                                writes,
                                news,
                                clock)
                        .steps();
        var makeGoods =
                SimulatedMakeGoods.over(
                        store,
                        ledger.promises(),
                        people.teams(),
                        calendars,
                        timers,
                        journal,
                        writes,
                        news,
                        clock);
        var bad =
                SimulatedWarnings.over(
                        store,
                        ledger.promises(),
                        ledger.check(),
                        steps,
                        customers,
                        people.teams(),
                        calendars,
                        timers,
                        writes,
                        news,
                        clock);
        List<FiresTimers> fire =
                List.of(
                        ledger.promises(),
                        ledger.successions(),
                        bad.warnings(),
                        bad.slippedSteps(),
                        makeGoods,
                        steps,
                        people.teams(),
                        people.departures());
        news.heardBy(
                fire.stream().filter(bean -> !deaf(store.sabotage(), bean, bad, ledger)).toList());
        return new Engine(
                ledger.promises(),
                bad.warnings(),
                makeGoods,
                people.teams(),
                people.departures(),
                customers,
                calendars,
                timers.engine(clock::ticks, forTimers, fire, batch));
    }

    private static boolean deaf(
            Sabotage sabotage, FiresTimers bean, SimulatedWarnings bad, SimulatedLedger ledger) {
        return switch (sabotage) {
            case WARNINGS_DEAF -> bean == bad.warnings();
            case SUCCESSION_DEAF -> bean == ledger.successions();
            default -> false;
        };
    }
}
