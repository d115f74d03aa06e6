package kept.setup;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import kept.accounts.Accounts;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.calendars.CalendarText;
import kept.calendars.Calendars;
import kept.calendars.PublicHolidays;
import kept.database.DiskRoom;
import kept.jobs.ClockGuard;
import kept.mail.MailSettings;
import kept.mail.Mailroom;
import kept.promises.MovedDues;
import kept.teams.Teams;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The house itself: units, calendars, keys for programs, and how the machine is doing.
@Controller
class HousePages {
    private final Templates pages;
    private final Frames frames;
    private final Teams teams;
    private final Calendars calendars;
    private final Accounts accounts;
    private final MailSettings mail;
    private final Mailroom mailroom;
    private final ClockGuard clockGuard;
    private final OutgoingTrouble trouble;
    private final MovedDues movedDues;
    private final Path data;

    HousePages(
            Templates pages,
            Frames frames,
            Teams teams,
            Calendars calendars,
            Accounts accounts,
            MailSettings mail,
            Mailroom mailroom,
            ClockGuard clockGuard,
            OutgoingTrouble trouble,
            MovedDues movedDues,
            @Value("${kept.data:./data}") Path data) {
        this.pages = pages;
        this.frames = frames;
        this.teams = teams;
        this.calendars = calendars;
        this.accounts = accounts;
        this.mail = mail;
        this.mailroom = mailroom;
        this.clockGuard = clockGuard;
        this.trouble = trouble;
        this.movedDues = movedDues;
        this.data = data;
    }

    @GetMapping("/admin/units")
    JteModel units(SignedIn who) {
        return pages.setupUnits(
                frames.of(who, "House", "admin"),
                teams.units().stream()
                        .map(unit ->
                                new UnitRow(
                                        unit,
                                        HouseText.hours(unit.firstAnswer()),
                                        HouseText.hours(unit.nextAnswer())))
                        .toList(),
                calendars.list());
    }

    @PostMapping("/admin/units")
    ResponseEntity<Void> addUnit(
            SignedIn who,
            @RequestParam String name,
            @RequestParam UUID calendar,
            @RequestParam String first,
            @RequestParam String next) {
        teams.addUnit(
                who.viewer().actor(),
                name,
                calendar,
                HouseText.hours("first", first),
                HouseText.hours("next", next));
        return PeoplePages.to("/admin/units");
    }

    @PostMapping("/admin/units/{id}")
    ResponseEntity<Void> changeUnit(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam String name,
            @RequestParam UUID calendar,
            @RequestParam String first,
            @RequestParam String next) {
        teams.changeUnit(
                who.viewer(),
                id,
                version,
                name,
                calendar,
                HouseText.hours("first", first),
                HouseText.hours("next", next));
        return PeoplePages.to("/admin/units");
    }

    @PostMapping("/admin/units/{id}/dissolution")
    ResponseEntity<Void> dissolve(SignedIn who, @PathVariable UUID id, @RequestParam String into) {
        teams.dissolve(who.viewer(), id, teams.unitNamed(into).id());
        return PeoplePages.to("/admin/units");
    }

    @GetMapping("/admin/calendars")
    JteModel calendars(SignedIn who) {
        return pages.setupCalendars(
                frames.of(who, "House", "admin"),
                calendars.list().stream().map(CalendarForm::of).toList(),
                CalendarForm.fresh(who.person().zone()),
                PublicHolidays.countries(Locale.ENGLISH),
                SetUpPages.zones());
    }

    @PostMapping("/admin/calendars")
    ResponseEntity<Void> addCalendar(
            @RequestParam String name,
            @RequestParam String zone,
            @RequestParam String weekly,
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String subdivision,
            @RequestParam(defaultValue = "") String holidays,
            @RequestParam(defaultValue = "") String exceptions) {
        calendars.create(text(name, zone, weekly, country, subdivision, holidays, exceptions));
        return PeoplePages.to("/admin/calendars");
    }

    @PostMapping("/admin/calendars/{id}")
    ResponseEntity<Void> changeCalendar(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam String name,
            @RequestParam String zone,
            @RequestParam String weekly,
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String subdivision,
            @RequestParam(defaultValue = "") String holidays,
            @RequestParam(defaultValue = "") String exceptions) {
        calendars.change(
                id, version, text(name, zone, weekly, country, subdivision, holidays, exceptions));
        return PeoplePages.to("/admin/calendars");
    }

    private static CalendarText text(
            String name,
            String zone,
            String weekly,
            String country,
            String subdivision,
            String holidays,
            String exceptions) {
        return new CalendarText(
                name,
                zone.strip(),
                HouseText.week(weekly),
                country.isBlank() ? null : country,
                subdivision.isBlank() ? null : subdivision.strip().toUpperCase(Locale.ROOT),
                HouseText.holidays(holidays),
                HouseText.exceptions(exceptions));
    }

    @GetMapping("/admin/tokens")
    JteModel tokens(SignedIn who) {
        return tokens(who, "");
    }

    @PostMapping("/admin/tokens")
    JteModel makeToken(SignedIn who, @RequestParam String name) {
        return tokens(who, accounts.makeToken(who.viewer(), name));
    }

    private JteModel tokens(SignedIn who, String fresh) {
        return pages.setupTokens(
                frames.of(who, "House", "admin"),
                accounts.tokens(who.viewer()),
                fresh,
                frames.clockface(who));
    }

    @PostMapping("/admin/tokens/{id}/revocation")
    ResponseEntity<Void> revoke(SignedIn who, @PathVariable UUID id) {
        accounts.revoke(who.viewer(), id);
        return PeoplePages.to("/admin/tokens");
    }

    @GetMapping("/admin/machine")
    JteModel machine(SignedIn who) throws IOException {
        return pages.setupMachine(
                frames.of(who, "House", "admin"),
                mail.named() ? mail.address().toString() : "",
                mail.sends(),
                mailroom.countToLookAt(),
                trouble.latest(),
                movedDues.latest(who.viewer()),
                clockGuard.holding(),
                DiskRoom.of(data),
                frames.clockface(who));
    }

    @PostMapping("/admin/clock")
    ResponseEntity<Void> clockIsRight() {
        clockGuard.accept();
        return PeoplePages.to("/admin/machine");
    }
}
