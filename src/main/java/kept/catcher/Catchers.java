package kept.catcher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Gives out catchers. Their model is the one that ships, moved a little by the latest corrections of this house, which
/// it looks at once a day. With `KEPT_CATCHER_MODEL=off` the rules decide alone, and the model is never read.
@Component
public class Catchers {
    private static final Duration LEARNS_EVERY = Duration.ofDays(1);
    private static final int MOST = 2_000;

    private final boolean model;
    private final Corrections corrections;
    private final Clock clock;
    private final AtomicReference<@Nullable Learned> learned = new AtomicReference<>();

    private record Learned(Judge judge, Instant at) {}

    Catchers(
            @Value("${kept.catcher-model:on}") String model, Corrections corrections, Clock clock) {
        this.model = !model.equals("off");
        this.corrections = corrections;
        this.clock = clock;
    }

    /// @param zone in which the writer counts his days
    public Catcher catcher(ZoneId zone, WorkCalendar calendar, Locale locale) {
        return new Catcher(zone, calendar, locale, model ? judge() : Judge.RULES);
    }

    /// Learns from the corrections now, not only tomorrow.
    public void learn() {
        learned.set(
                new Learned(
                        Judge.shipped().after(corrections.latest(MOST), clock.instant()),
                        clock.instant()));
    }

    private Judge judge() {
        var last = learned.get();
        if (last == null || last.at().plus(LEARNS_EVERY).isBefore(clock.instant())) {
            learn();
        }
        var now = learned.get();
        return now == null ? Judge.shipped() : now.judge();
    }
}
