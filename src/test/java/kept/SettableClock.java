package kept;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import kept.jobs.Ticks;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// A clock that stands still until it is told to go on.
public final class SettableClock extends Clock {
    public static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private volatile Instant now;
    private volatile long ticks;

    public SettableClock(Instant now) {
        this.now = now;
    }

    /// Lets time pass, on the wall and on the monotonic clock.
    public synchronized void pass(Duration time) {
        now = now.plus(time);
        ticks += time.toNanos();
    }

    /// Lets time pass until it is that time in Vienna.
    public void passTo(LocalDateTime local) {
        pass(Duration.between(now, local.atZone(VIENNA).toInstant()));
    }

    /// Lets time pass until then.
    public void passTo(Instant at) {
        pass(Duration.between(now, at));
    }

    /// The wall clock alone jumps, as when somebody sets it wrong.
    public synchronized void jump(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }

    /// Puts it in place of the machine's clock; it starts on a Monday at nine in Vienna.
    @TestConfiguration(proxyBeanMethods = false)
    public static class Beans {
        @Bean
        SettableClock settableClock() {
            return new SettableClock(LocalDateTime.of(2026, 3, 2, 9, 0).atZone(VIENNA).toInstant());
        }

        @Bean
        Ticks settableTicks(SettableClock clock) {
            return () -> clock.ticks;
        }
    }
}
