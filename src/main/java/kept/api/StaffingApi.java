package kept.api;

import kept.kernel.Refusal;
import kept.staffing.Goal;
import kept.staffing.Load;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How many people a line needs; pure arithmetic on the figures that are sent.
@RestController
class StaffingApi {
    /// The fewest agents at the telephone that reach the goal, the people who must be on duty for that, and what becomes of the
    /// line. Times are in seconds, shares in percent.
    record View(
            int agents,
            int people,
            double erlangs,
            double serviceLevel,
            double waiting,
            double averageSpeedOfAnswer,
            double abandoned,
            double occupancy) {
        static View of(Goal goal, Load load) {
            int agents = goal.agents(load);
            var line = goal.line(load, agents);
            return new View(
                    agents,
                    goal.people(agents),
                    rounded(load.erlangs()),
                    rounded(100 * line.serviceLevel(goal.withinSeconds())),
                    rounded(100 * line.waiting()),
                    rounded(line.speedOfAnswer()),
                    rounded(100 * line.abandoned()),
                    rounded(100 * line.occupancy()));
        }

        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }
    }

    /// @param serviceLevel in percent; 80 if it is not sent
    /// @param withinSeconds 20 if it is not sent
    /// @param patienceSeconds if it is not sent, nobody gives up
    /// @param shrinkage in percent; none if it is not sent
    @GetMapping("/api/v1/staffing/need")
    View need(
            @RequestParam(required = false) @Nullable String callsPerHour,
            @RequestParam(required = false) @Nullable String handleSeconds,
            @RequestParam(required = false) @Nullable String serviceLevel,
            @RequestParam(required = false) @Nullable String withinSeconds,
            @RequestParam(required = false) @Nullable String patienceSeconds,
            @RequestParam(required = false) @Nullable String shrinkage) {
        var load =
                new Load(
                        number("callsPerHour", required("callsPerHour", callsPerHour)),
                        number("handleSeconds", required("handleSeconds", handleSeconds)));
        var goal =
                new Goal(
                        orElse("serviceLevel", serviceLevel, 80) / 100,
                        orElse("withinSeconds", withinSeconds, 20),
                        patienceSeconds == null ? null : number("patienceSeconds", patienceSeconds),
                        1,
                        orElse("shrinkage", shrinkage, 0) / 100);
        return View.of(goal, load);
    }

    private static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.malformed(field, "Give %s, such as %s=180.".formatted(field, field));
        }
        return text;
    }

    private static double orElse(String field, @Nullable String text, double usual) {
        return text == null ? usual : number(field, text);
    }

    private static double number(String field, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw Refusal.malformed(field, "Give %s as a number.".formatted(field));
        }
    }
}
