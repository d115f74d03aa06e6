package kept.sheets;

import static kept.accounts.Route.least;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import kept.accounts.Frames;
import kept.accounts.Route.Routes;
import kept.accounts.SignedIn;
import kept.kernel.Refusal;
import kept.paper.Paper;
import kept.sheets.Sheet.Kind;
import kept.teams.Role;
import kept.teams.Unit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The morning sheet and the evening reckoning as page, paper and table, and the hours at which they are mailed.
@Controller
class SheetPages {
    private final Templates pages;
    private final Frames frames;
    private final Sheets sheets;
    private final SheetMail mail;

    SheetPages(Templates pages, Frames frames, Sheets sheets, SheetMail mail) {
        this.pages = pages;
        this.frames = frames;
        this.sheets = sheets;
        this.mail = mail;
    }

    @Configuration(proxyBeanMethods = false)
    static class Published {
        @Bean
        Routes sheetRoutes() {
            return Routes.of(
                    least(Role.VIEWER, "GET", "/reports/morning"),
                    least(Role.VIEWER, "GET", "/reports/morning.csv"),
                    least(Role.VIEWER, "GET", "/reports/morning.pdf"),
                    least(Role.VIEWER, "GET", "/reports/evening"),
                    least(Role.VIEWER, "GET", "/reports/evening.csv"),
                    least(Role.VIEWER, "GET", "/reports/evening.pdf"),
                    least(Role.OWNER, "GET", "/admin/sheets"),
                    least(Role.OWNER, "POST", "/admin/sheets"));
        }
    }

    @GetMapping("/reports/morning")
    JteModel morning(SignedIn who, @RequestParam(defaultValue = "") String unit) {
        return page(who, unit, "", Kind.MORNING);
    }

    @GetMapping("/reports/evening")
    JteModel evening(
            SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String day) {
        return page(who, unit, day, Kind.EVENING);
    }

    private JteModel page(SignedIn who, String unit, String day, Kind kind) {
        return pages.sheetsSheet(
                frames.of(who, kind.title(), "reports"),
                sheet(who, unit, day, kind),
                unit.strip(),
                query(unit, day),
                sheets.units(who.viewer()).stream().map(Unit::name).toList(),
                who.viewer().seesAll() ? "The house" : "All your units");
    }

    @GetMapping("/reports/morning.csv")
    ResponseEntity<byte[]> morningCsv(SignedIn who, @RequestParam(defaultValue = "") String unit) {
        return csv(sheet(who, unit, "", Kind.MORNING));
    }

    @GetMapping("/reports/evening.csv")
    ResponseEntity<byte[]> eveningCsv(
            SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String day) {
        return csv(sheet(who, unit, day, Kind.EVENING));
    }

    @GetMapping("/reports/morning.pdf")
    ResponseEntity<byte[]> morningPaper(
            SignedIn who, @RequestParam(defaultValue = "") String unit) {
        return paper(sheet(who, unit, "", Kind.MORNING));
    }

    @GetMapping("/reports/evening.pdf")
    ResponseEntity<byte[]> eveningPaper(
            SignedIn who,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String day) {
        return paper(sheet(who, unit, day, Kind.EVENING));
    }

    private Sheet sheet(SignedIn who, String unit, String day, Kind kind) {
        var place = sheets.place(who.viewer(), unit);
        return kind == Kind.MORNING
                ? sheets.morning(place)
                : sheets.evening(place, day.isBlank() ? place.day(frames.now()) : date(day));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException _) {
            throw Refusal.malformed("day", "Write the day as 2026-11-24.");
        }
    }

    private static String query(String unit, String day) {
        var query = new StringBuilder();
        if (!unit.isBlank()) {
            query.append("&unit=").append(URLEncoder.encode(unit.strip(), StandardCharsets.UTF_8));
        }
        if (!day.isBlank()) {
            query.append("&day=").append(URLEncoder.encode(day.strip(), StandardCharsets.UTF_8));
        }
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private static ResponseEntity<byte[]> csv(Sheet sheet) {
        return file(
                sheet,
                "csv",
                new MediaType("text", "csv", StandardCharsets.UTF_8),
                sheet.csv().toString().getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<byte[]> paper(Sheet sheet) {
        return file(sheet, "pdf", MediaType.APPLICATION_PDF, Paper.of(pages.sheetsPaper(sheet)));
    }

    private static ResponseEntity<byte[]> file(
            Sheet sheet, String ending, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%s.%s\""
                                .formatted(sheet.kind().word(), sheet.day(), ending))
                .body(bytes);
    }

    @GetMapping("/admin/sheets")
    JteModel hours(SignedIn who) {
        return pages.sheetsHours(
                frames.of(who, "House", "admin"), mail.rows(), frames.clockface(who));
    }

    @PostMapping("/admin/sheets")
    ResponseEntity<Void> setHours(
            SignedIn who,
            @RequestParam String place,
            @RequestParam(defaultValue = "") String morning,
            @RequestParam(defaultValue = "") String evening,
            @RequestParam(defaultValue = "false") boolean monthly) {
        mail.setHours(who.viewer(), place, morning, evening, monthly);
        return ResponseEntity.status(303).header("Location", "/admin/sheets").build();
    }
}
