package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.promises.PromiseFilter;
import kept.promises.Promises;
import kept.promises.State;
import kept.teams.Teams;
import kept.web.Clockface;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The board: a unit's open words in the order of the hour in which they fall due.
@Controller
class BoardPages {
    private static final int MOST = 500;

    private final Templates pages;
    private final Frames frames;
    private final Promises promises;
    private final Teams teams;
    private final PromiseRows rows;

    BoardPages(Templates pages, Frames frames, Promises promises, Teams teams, PromiseRows rows) {
        this.pages = pages;
        this.frames = frames;
        this.promises = promises;
        this.teams = teams;
        this.rows = rows;
    }

    @GetMapping("/board")
    JteModel board(SignedIn who, @RequestParam(defaultValue = "") String unit) {
        var mine = teams.units().stream().filter(u -> who.viewer().seesUnit(u.id())).toList();
        return pages.deskBoard(
                frames.of(who, "Board", "board"),
                columns(who, unit),
                mine,
                unit,
                frames.clockface(who));
    }

    @GetMapping("/board/columns")
    JteModel live(SignedIn who, @RequestParam(defaultValue = "") String unit) {
        return pages.deskBoardColumns(columns(who, unit), frames.clockface(who));
    }

    private List<BoardColumn> columns(SignedIn who, String unit) {
        UUID unitId = unit.isBlank() ? null : teams.unitNamed(unit).id();
        var open =
                rows.of(
                        promises.list(
                                        who.viewer(),
                                        PromiseFilter.openOf(unitId, null, null),
                                        null,
                                        MOST)
                                .items());
        return spread(open, frames.clockface(who));
    }

    static List<BoardColumn> spread(List<PromiseRow> open, Clockface face) {
        Instant now = face.now();
        Instant thisHour = now.atZone(face.zone()).truncatedTo(ChronoUnit.HOURS).toInstant();
        Instant tomorrow = face.today().plusDays(1).atStartOfDay(face.zone()).toInstant();
        Instant after = face.today().plusDays(2).atStartOfDay(face.zone()).toInstant();
        Instant nextWeek = face.today().plusDays(7).atStartOfDay(face.zone()).toInstant();
        var running = open.stream().filter(r -> r.promise().state() != State.CLAIMED).toList();
        var columns = new ArrayList<BoardColumn>();
        columns.add(
                new BoardColumn(
                        "Late",
                        "late",
                        running.stream()
                                .filter(r -> r.promise().state() == State.BROKEN)
                                .toList()));
        var notYet = running.stream().filter(r -> r.promise().state() != State.BROKEN).toList();
        for (Instant hour = thisHour;
                hour.isBefore(tomorrow);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            Instant from = hour;
            Instant to = hour.plus(1, ChronoUnit.HOURS);
            var due = between(notYet, from, to);
            if (!due.isEmpty() || hour.equals(thisHour)) {
                columns.add(
                        new BoardColumn(
                                hour.equals(thisHour)
                                        ? "This hour"
                                        : face.time(from) + " – " + face.time(to),
                                hour.equals(thisHour) ? "now" : "hour",
                                due));
            }
        }
        columns.add(new BoardColumn("Tomorrow", "day", between(notYet, tomorrow, after)));
        columns.add(new BoardColumn("This week", "day", between(notYet, after, nextWeek)));
        columns.add(new BoardColumn("Later", "day", between(notYet, nextWeek, Instant.MAX)));
        columns.add(
                new BoardColumn(
                        "Done, unconfirmed",
                        "day",
                        open.stream().filter(r -> r.promise().state() == State.CLAIMED).toList()));
        return columns;
    }

    private static List<PromiseRow> between(List<PromiseRow> rows, Instant from, Instant to) {
        return rows.stream()
                .filter(r -> !r.promise().due().isBefore(from) && r.promise().due().isBefore(to))
                .toList();
    }
}
