package kept.staffing;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.teams.Role;
import kept.teams.Teams;
import kept.teams.Unit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page that says how many people a line needs, for leads and the owner.
@Controller
class StaffingPages {
    private static final String HERE = "/staffing";

    private final Templates pages;
    private final Frames frames;
    private final Teams teams;
    private final Staffing staffing;
    private final DayPlanner planner;

    StaffingPages(
            Templates pages, Frames frames, Teams teams, Staffing staffing, DayPlanner planner) {
        this.pages = pages;
        this.frames = frames;
        this.teams = teams;
        this.staffing = staffing;
        this.planner = planner;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes staffingRoutes() {
            return Routes.of(
                    least(Role.LEAD, "GET", HERE), least(Role.LEAD, "POST", HERE + "/arrivals"));
        }
    }

    @GetMapping(HERE)
    JteModel plan(SignedIn who, @RequestParam Map<String, String> sent) {
        who.viewer().mustBe(Role.LEAD);
        List<Unit> units = seen(who);
        Unit unit = chosen(who, units, sent.getOrDefault("unit", ""));
        var form = PlanForm.of(sent, unit.id().toString(), tomorrow(unit));
        return pages.staffingStaffing(
                frames.of(who, "Staffing", "reports"),
                units,
                planner.plan(who.viewer(), unit.id(), form));
    }

    @PostMapping(HERE + "/arrivals")
    ResponseEntity<Void> bring(
            SignedIn who,
            @RequestParam UUID unit,
            @RequestParam String queue,
            @RequestParam String csv) {
        staffing.importCsv(who.viewer(), unit, queue, csv);
        return ResponseEntity.status(303)
                .header(
                        "Location",
                        HERE
                                + "?unit="
                                + unit
                                + "&queue="
                                + URLEncoder.encode(queue.strip(), StandardCharsets.UTF_8))
                .build();
    }

    private List<Unit> seen(SignedIn who) {
        return teams.units().stream().filter(unit -> who.viewer().seesUnit(unit.id())).toList();
    }

    /// The unit asked for, else the first one that something came to.
    private Unit chosen(SignedIn who, List<Unit> units, String id) {
        return units.stream()
                .filter(unit ->
                        id.isBlank()
                                ? !staffing.queues(who.viewer(), unit.id()).isEmpty()
                                : unit.id().toString().equals(id))
                .findFirst()
                .or(() -> id.isBlank() ? units.stream().findFirst() : Optional.empty())
                .orElseThrow(() ->
                        Refusal.notFound(
                                "There is no such unit among yours. Choose one from the list."));
    }

    private LocalDate tomorrow(Unit unit) {
        return frames.now().atZone(staffing.calendar(unit.id()).zone()).toLocalDate().plusDays(1);
    }
}
