package kept.reports;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.teams.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of what is promised and what is achieved.
@Controller
class TrackRecordPages {
    private final Templates pages;
    private final Frames frames;
    private final TrackRecords records;

    TrackRecordPages(Templates pages, Frames frames, TrackRecords records) {
        this.pages = pages;
        this.frames = frames;
        this.records = records;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes trackRecordRoutes() {
            return Routes.of(least(Role.VIEWER, "GET", "/reports/record"));
        }
    }

    @GetMapping("/reports/record")
    JteModel record(
            SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String kind) {
        var found = records.of(who.viewer());
        var chosen = TrackRecords.chosen(found, unit, kind);
        if (chosen == null && !unit.isBlank()) {
            throw Refusal.notFound(
                    "Nothing is known of %s in %s. Choose one from the list."
                            .formatted(kind.isBlank() ? "that kind" : kind, unit));
        }
        return pages.reportsRecord(
                frames.of(who, "Promised and achieved", "reports"), found, chosen);
    }
}
