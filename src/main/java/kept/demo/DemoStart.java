package kept.demo;

import java.time.LocalDate;
import kept.web.PublicAddress;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Plays the history before anybody is let in, once for each data folder, and prints who can sign in.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnProperty("kept.demo")
class DemoStart implements SmartLifecycle, ApplicationRunner {
    private final HistoryClock clock;
    private final DemoHouse house;
    private final DemoPlay play;
    private final DemoStories stories;
    private final DemoTelephone telephone;
    private final DemoCalls calls;
    private final PublicAddress address;
    private boolean running;

    DemoStart(
            HistoryClock clock,
            DemoHouse house,
            DemoPlay play,
            DemoStories stories,
            DemoTelephone telephone,
            DemoCalls calls,
            PublicAddress address) {
        this.clock = clock;
        this.house = house;
        this.play = play;
        this.stories = stories;
        this.telephone = telephone;
        this.calls = calls;
        this.address = address;
    }

    @Override
    public void start() {
        running = true;
        if (house.empty()) {
            System.err.println(
                    "Playing four weeks of sample history. This takes some seconds, once.");
            house.settle();
            telephone.settle();
            var today = LocalDate.ofInstant(HistoryClock.present(), house.zone());
            play.ordinaryDays(today.minusDays(27), today.minusDays(1));
            calls.ordinaryDays(today.minusDays(27), today, HistoryClock.present());
            stories.write(today);
            play.play(HistoryClock.present());
        }
        clock.letGo();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        System.out.println(
                "Sign in as one of these; the password of all is: " + DemoHouse.PASSWORD);
        house.signIns().forEach(System.out::println);
        System.out.println("See what a customer sees: " + address.link(house.ownPage()));
        System.out.println("Let a customer call: " + address.link(DemoPages.CALLERS));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the timers, the mail room and the web.
    @Override
    public int getPhase() {
        return 0;
    }
}
