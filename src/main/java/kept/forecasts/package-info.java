/// What is likely to become of a promise, learned from what became of others. Pure arithmetic: it knows no table and no
/// clock, and a forecast made at a time uses what was told to it until then.
@NullMarked
@ApplicationModule(
        displayName = "Forecasts",
        allowedDependencies = {"kernel", "calendars"})
package kept.forecasts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
