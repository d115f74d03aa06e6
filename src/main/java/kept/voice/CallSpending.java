package kept.voice;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kept.customers.Customers;
import kept.jobs.Round;
import kept.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// What calls out cost the house today, and the limit that they keep: a stolen account costs no more than it. Calls that we promised
/// are counted, and made all the same.
@Component
class CallSpending implements Round {
    private static final Logger log = LoggerFactory.getLogger(CallSpending.class);
    private static final Duration REST = Duration.ofSeconds(15);
    private static final BigDecimal NEARLY = new BigDecimal("0.8");

    private final SpendingTable table;
    private final Lines lines;
    private final Customers customers;
    private final Clock clock;
    private final Set<CallMeter> running = ConcurrentHashMap.newKeySet();

    CallSpending(SpendingTable table, Lines lines, Customers customers, Clock clock) {
        this.table = table;
        this.lines = lines;
        this.customers = customers;
        this.clock = clock;
    }

    /// Sets aside what a call to a number may cost at first.
    ///
    /// @param owed whether we promised it
    /// @throws Refusal if the day may cost no more
    CallMeter begin(String number, boolean owed) {
        boolean home = lines.isHome(number);
        var prices = lines.prices();
        var perMinute = home ? prices.home() : prices.elsewhere();
        if (!owed && !setAside(today(), perMinute)) {
            throw limitReached(prices);
        }
        if (owed) {
            table.add(today(), block(perMinute));
        }
        // a talk within the country is not cut off for the few cents of its next minutes
        var meter = new CallMeter(this, today(), perMinute, owed || home, clock);
        running.add(meter);
        return meter;
    }

    /// @throws Refusal if no call may begin that was not promised
    void mustHaveRoom(String number) {
        var prices = lines.prices();
        var next = block(lines.isHome(number) ? prices.home() : prices.elsewhere());
        if (prices.limited() && table.spent(today()).add(next).compareTo(prices.aDay()) > 0) {
            throw limitReached(prices);
        }
    }

    private static Refusal limitReached(CallPrices prices) {
        return Refusal.conflict(
                "The house has spent what calls may cost in a day (%s). The owner sets that under House, Telephone, Calls out. Who was cut off or asked to be called back is called all the same."
                        .formatted(prices.aDay().toPlainString()));
    }

    /// More minutes for a call that goes on. False if the day may cost no more.
    boolean setAside(CallMeter meter) {
        if (meter.goesOn()) {
            table.add(meter.day(), block(meter.perMinute()));
            return true;
        }
        return setAside(meter.day(), meter.perMinute());
    }

    private boolean setAside(LocalDate day, BigDecimal perMinute) {
        var prices = lines.prices();
        if (!prices.limited()) {
            table.add(day, block(perMinute));
            return true;
        }
        return table.addUpTo(day, block(perMinute), prices.aDay());
    }

    private static BigDecimal block(BigDecimal perMinute) {
        return perMinute.multiply(BigDecimal.valueOf(CallMeter.MINUTES));
    }

    /// A call is over.
    ///
    /// @param unused minutes that were set aside and not spoken
    void over(CallMeter meter, long unused) {
        running.remove(meter);
        try {
            table.add(meter.day(), meter.perMinute().multiply(BigDecimal.valueOf(unused)).negate());
        } catch (DataAccessException e) {
            log.warn("What a call did not cost was not given back to the day.", e);
        }
    }

    /// How much of the day's limit is spent, if it is most of it, in a sentence; else empty.
    String warning() {
        var prices = lines.prices();
        var spent = table.spent(today());
        if (!prices.limited() || spent.compareTo(prices.aDay().multiply(NEARLY)) < 0) {
            return "";
        }
        return "Calls out cost %.2f today, of %.2f that they may. At the limit only those are called who were cut off or asked to be called back."
                .formatted(spent, prices.aDay());
    }

    LocalDate today() {
        return clock.instant().atZone(customers.houseZone()).toLocalDate();
    }

    @Override
    public String roundName() {
        return "what calls cost";
    }

    @Override
    public Duration rest() {
        return REST;
    }

    @Override
    public void turn() {
        running.forEach(CallMeter::look);
    }
}
