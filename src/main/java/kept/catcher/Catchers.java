package kept.catcher;

import java.time.ZoneId;
import java.util.Locale;
import kept.calendars.WorkCalendar;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Gives out catchers. With `KEPT_CATCHER_MODEL=off` the rules decide alone, and the model is never read.
@Component
public class Catchers {
    private final boolean model;

    Catchers(@Value("${kept.catcher-model:on}") String model) {
        this.model = !model.equals("off");
    }

    /// @param zone in which the writer counts his days
    public Catcher catcher(ZoneId zone, WorkCalendar calendar, Locale locale) {
        return new Catcher(zone, calendar, locale, model ? Judge.shipped() : Judge.RULES);
    }
}
