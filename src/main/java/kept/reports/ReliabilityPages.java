package kept.reports;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page that shows what was called likely against what was really kept.
@Controller
class ReliabilityPages {
    private static final int LONGEST = 3660;

    private final Templates pages;
    private final Frames frames;
    private final ReliabilityTable table;
    private final Teams teams;

    ReliabilityPages(Templates pages, Frames frames, ReliabilityTable table, Teams teams) {
        this.pages = pages;
        this.frames = frames;
        this.table = table;
        this.teams = teams;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes reliabilityRoutes() {
            return Routes.of(least(Role.VIEWER, "GET", "/reports/reliability"));
        }
    }

    @GetMapping("/reports/reliability")
    JteModel reliability(
            SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "90") int days) {
        if (days < 1 || days > LONGEST) {
            throw Refusal.malformed("days", "Give a number of days from 1 to " + LONGEST + ".");
        }
        UUID chosen = unit.isBlank() ? null : seen(who, unit);
        Instant now = frames.now();
        return pages.reportsReliability(
                frames.of(who, "How well we know", "reports"),
                new Reliability.Asked(unit.strip(), kind.strip(), days),
                table.of(
                        who.viewer(),
                        now.minus(Duration.ofDays(days)),
                        now,
                        chosen,
                        kind.isBlank() ? null : kind.strip()),
                teams.units().stream()
                        .filter(u -> who.viewer().seesUnit(u.id()))
                        .map(Unit::name)
                        .toList(),
                kinds(kind.strip()));
    }

    private @Nullable UUID seen(SignedIn who, String unit) {
        UUID id = teams.unitNamed(unit).id();
        if (!who.viewer().seesUnit(id)) {
            throw Refusal.notFound("There is no unit with that name among yours.");
        }
        return id;
    }

    private List<String> kinds(String chosen) {
        var kinds = table.kinds();
        return chosen.isEmpty() || kinds.contains(chosen)
                ? kinds
                : Stream.concat(kinds.stream(), Stream.of(chosen)).toList();
    }
}
