package kept.setup;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kept.accounts.Accounts;
import kept.accounts.SignInCookie;
import kept.calendars.CalendarText;
import kept.calendars.Calendars;
import kept.calendars.PublicHolidays;
import kept.kernel.EmailAddress;
import kept.kernel.Refusal;
import kept.teams.Teams;
import kept.teams.Viewer;
import kept.web.Frame;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Five questions make a house: who you are, how you sign in, what your house is called, and when it works.
@Controller
class SetUpPages {
    private static final List<String> WORKING_DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday");

    private final Templates pages;
    private final Accounts accounts;
    private final Teams teams;
    private final Calendars calendars;
    private final SignInCookie cookie;
    private final TransactionOperations transaction;

    SetUpPages(
            Templates pages,
            Accounts accounts,
            Teams teams,
            Calendars calendars,
            SignInCookie cookie,
            TransactionOperations transaction) {
        this.pages = pages;
        this.accounts = accounts;
        this.teams = teams;
        this.calendars = calendars;
        this.cookie = cookie;
        this.transaction = transaction;
    }

    @GetMapping("/setup/{secret}")
    JteModel form(@PathVariable String secret) {
        accounts.requireSetUpLink(secret);
        return page(secret, "", SetUpForm.EMPTY);
    }

    @PostMapping("/setup/{secret}")
    Object make(
            HttpServletRequest request,
            jakarta.servlet.http.HttpServletResponse response,
            @PathVariable String secret,
            @RequestParam String name,
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam String house,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String country,
            @RequestParam String zone) {
        accounts.requireSetUpLink(secret);
        var form = new SetUpForm(name, email, house, from, to, country, zone);
        try {
            transaction.executeWithoutResult(_ -> setUp(secret, form, password));
        } catch (Refusal refusal) {
            // the words typed so far must not be lost over a short password
            response.setStatus(refusal.kind().status());
            return page(secret, refusal.sentence(), form);
        }
        String agent = request.getHeader("User-Agent");
        String signIn =
                accounts.signIn(
                        email, password, request.getRemoteAddr(), agent == null ? "" : agent);
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, "/")
                .header(HttpHeaders.SET_COOKIE, cookie.header(signIn))
                .build();
    }

    private void setUp(String secret, SetUpForm form, String password) {
        ZoneId zone = CalendarText.zone(form.zone().strip());
        var owner =
                accounts.setUp(secret, form.name(), EmailAddress.of(form.email()), password, zone);
        var saved = calendars.find(calendars.houseCalendar().id());
        var hours = List.of(form.from() + "-" + form.to());
        var week = new java.util.HashMap<String, List<String>>();
        WORKING_DAYS.forEach(day -> week.put(day, hours));
        calendars.change(
                saved.calendar().id(),
                saved.version(),
                new CalendarText(
                        "House",
                        zone.getId(),
                        week,
                        form.country().isBlank() ? null : form.country(),
                        null,
                        Map.of(),
                        Map.of()));
        var unit = teams.frontUnit();
        teams.changeUnit(
                Viewer.of(owner),
                unit.id(),
                unit.version(),
                form.house(),
                saved.calendar().id(),
                unit.firstAnswer(),
                unit.nextAnswer());
    }

    private JteModel page(String secret, String problem, SetUpForm form) {
        return pages.setupSetUp(
                Frame.bare("Set up your house"),
                secret,
                problem,
                form,
                PublicHolidays.countries(Locale.ENGLISH),
                zones());
    }

    static List<String> zones() {
        return CalendarText.zoneNames().stream()
                .filter(zone ->
                        zone.contains("/")
                                && !zone.startsWith("Etc/")
                                && !zone.startsWith("SystemV/"))
                .sorted()
                .toList();
    }
}
