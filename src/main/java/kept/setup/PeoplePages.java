package kept.setup;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kept.accounts.Accounts;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.calendars.CalendarText;
import kept.calendars.Calendars;
import kept.kernel.EmailAddress;
import kept.kernel.Ids;
import kept.kernel.Refusal;
import kept.mail.MailSettings;
import kept.teams.Departures;
import kept.teams.Person;
import kept.teams.Role;
import kept.teams.Teams;
import kept.web.PublicAddress;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The people of the house: who comes, what each may do, who leaves, and who is away.
@Controller
class PeoplePages {
    private final Templates pages;
    private final Frames frames;
    private final Teams teams;
    private final Departures departures;
    private final Calendars calendars;
    private final Clock clock;
    private final Accounts accounts;
    private final MailSettings mail;
    private final PublicAddress address;

    PeoplePages(
            Templates pages,
            Frames frames,
            Teams teams,
            Departures departures,
            Calendars calendars,
            Clock clock,
            Accounts accounts,
            MailSettings mail,
            PublicAddress address) {
        this.pages = pages;
        this.frames = frames;
        this.teams = teams;
        this.departures = departures;
        this.calendars = calendars;
        this.clock = clock;
        this.accounts = accounts;
        this.mail = mail;
        this.address = address;
    }

    @GetMapping("/admin")
    JteModel people(SignedIn who) {
        return page(who, "", null);
    }

    private JteModel page(
            SignedIn who, String link, @org.jspecify.annotations.Nullable Refusal refusal) {
        List<PersonRow> rows =
                teams.people().stream()
                        .map(p ->
                                new PersonRow(
                                        p,
                                        accounts.hasPassword(p.id()),
                                        absence(p),
                                        departure(who, p),
                                        teams.ownHours(p.id()).map(UUID::toString).orElse("")))
                        .sorted(
                                java.util.Comparator.comparing(
                                        (PersonRow row) -> !row.person().active()))
                        .toList();
        return pages.setupPeople(
                frames.of(who, "House", "admin"),
                rows,
                teams.units(),
                calendars.list(),
                link,
                refusal == null ? "" : refusal.sentence(),
                refusal == null ? List.of() : refusal.because());
    }

    private String departure(SignedIn who, Person person) {
        return departures.planned().stream()
                .filter(d -> d.person().equals(person.id()))
                .findFirst()
                .map(d ->
                        "leaves %s, %s takes over"
                                .formatted(
                                        frames.clockface(who).near(d.leavesAt()),
                                        teams.nameOf(d.successor())))
                .orElse("");
    }

    private String absence(Person person) {
        return teams.absenceOf(person.id())
                .map(a -> "away, " + teams.nameOf(a.deputy()) + " stands in")
                .orElse("");
    }

    @PostMapping("/admin/people")
    JteModel invite(
            SignedIn who,
            @RequestParam String name,
            @RequestParam String email,
            @RequestParam String role,
            @RequestParam(defaultValue = "") List<UUID> unit) {
        String path =
                accounts.invite(
                        who.viewer(),
                        name,
                        EmailAddress.of(email),
                        Role.of(role),
                        who.person().zone(),
                        Set.copyOf(unit));
        return page(who, shown(path), null);
    }

    /// Where mail goes out the link is on its way and need not be seen by anybody else.
    private String shown(String path) {
        return mail.sends() ? "sent" : address.link(path);
    }

    @PostMapping("/admin/people/{id}/invitation")
    JteModel inviteAgain(SignedIn who, @PathVariable UUID id) {
        return page(who, shown(accounts.inviteAgain(who.viewer(), id)), null);
    }

    @PostMapping("/admin/people/{id}")
    ResponseEntity<Void> change(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam String name,
            @RequestParam String role,
            @RequestParam String zone,
            @RequestParam(defaultValue = "") List<UUID> unit) {
        teams.change(
                who.viewer(),
                id,
                version,
                name,
                Role.of(role),
                CalendarText.zone(zone.strip()),
                unit.stream().collect(Collectors.toUnmodifiableSet()));
        return to("/admin");
    }

    /// At once if no day is named; with a successor what he owes passes on, without one it must be handed over first.
    @PostMapping("/admin/people/{id}/departure")
    Object offboard(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String successor,
            HttpServletResponse response) {
        try {
            if (!successor.isBlank()) {
                departures.plan(
                        who.viewer(),
                        id,
                        at.isBlank()
                                ? clock.instant()
                                : HouseText.local("at", at, who.person().zone()),
                        teams.personNamed(successor).id());
            } else if (at.isBlank()) {
                teams.offboard(who.viewer(), id);
            } else {
                throw Refusal.invalid(
                        "successor", "Name who takes over what this person owes by then.");
            }
            return to("/admin");
        } catch (Refusal refusal) {
            // what he still holds is shown as a list to hand over, not as one sentence
            response.setStatus(refusal.kind().status());
            return page(who, "", refusal);
        }
    }

    @PostMapping("/admin/people/{id}/departure/calling-off")
    ResponseEntity<Void> stays(SignedIn who, @PathVariable UUID id) {
        departures.callOff(who.viewer(), id);
        return to("/admin");
    }

    @PostMapping("/admin/people/{id}/hours")
    ResponseEntity<Void> hours(
            SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "") String calendar) {
        teams.setHours(who.viewer(), id, calendar.isBlank() ? null : Ids.parse(calendar));
        return to("/admin");
    }

    @GetMapping("/absences")
    JteModel absences(SignedIn who) {
        boolean leads = who.viewer().role().atLeast(Role.LEAD);
        return pages.setupAbsences(
                frames.of(who, "Absences", "today"),
                teams.absences().stream()
                        .filter(a ->
                                leads
                                        || a.person().equals(who.viewer().person())
                                        || a.deputy().equals(who.viewer().person()))
                        .map(a ->
                                new AbsenceRow(
                                        a,
                                        teams.nameOf(a.person()),
                                        teams.nameOf(a.deputy()),
                                        leads || a.person().equals(who.viewer().person())))
                        .toList(),
                teams.activePeople(),
                who.viewer().person(),
                leads,
                frames.clockface(who));
    }

    @PostMapping("/absences")
    ResponseEntity<Void> plan(
            SignedIn who,
            @RequestParam(defaultValue = "") String person,
            @RequestParam String deputy,
            @RequestParam String from,
            @RequestParam String until,
            @RequestParam(defaultValue = "") String note) {
        teams.plan(
                who.viewer(),
                person.isBlank() ? who.viewer().person() : teams.personNamed(person).id(),
                teams.personNamed(deputy).id(),
                HouseText.local("from", from, who.person().zone()),
                HouseText.local("until", until, who.person().zone()),
                note);
        return to("/absences");
    }

    @PostMapping("/absences/{id}/end")
    ResponseEntity<Void> end(SignedIn who, @PathVariable UUID id) {
        teams.endAbsence(who.viewer(), id);
        return to("/absences");
    }

    static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(303).header("Location", path).build();
    }
}
