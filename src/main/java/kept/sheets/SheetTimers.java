package kept.sheets;

import java.time.Instant;
import kept.jobs.FiresTimers;
import kept.jobs.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The three timers of sheets: one rings in the morning, one in the evening, one each month.
@Configuration(proxyBeanMethods = false)
class SheetTimers {
    private record Rings(String timerKind, SheetMail mail) implements FiresTimers {
        @Override
        public void fire(Timer timer, Instant now) {
            mail.ring(timerKind, timer.subject(), timer.dueAt());
        }
    }

    @Bean
    FiresTimers morningSheets(SheetMail mail) {
        return new Rings(SheetMail.MORNING, mail);
    }

    @Bean
    FiresTimers eveningSheets(SheetMail mail) {
        return new Rings(SheetMail.EVENING, mail);
    }

    @Bean
    FiresTimers monthlyReports(SheetMail mail) {
        return new Rings(SheetMail.MONTH, mail);
    }
}
