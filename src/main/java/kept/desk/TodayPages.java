package kept.desk;

import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import java.time.Instant;
import java.util.List;
import kept.accounts.Frames;
import kept.accounts.SignedIn;
import kept.cases.CaseFilter;
import kept.cases.Cases;
import kept.makegood.MakeGoods;
import kept.misses.Misses;
import kept.promises.PromiseFilter;
import kept.promises.Promises;
import kept.promises.State;
import kept.steps.Steps;
import kept.teams.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Today: what I promised, what is due, whom I must tell. The whole screen of a small shop.
@Controller
class TodayPages {
    private static final int MOST = 200;

    private final Templates pages;
    private final Frames frames;
    private final Promises promises;
    private final MakeGoods makeGoods;
    private final Steps steps;
    private final Cases cases;
    private final PromiseRows rows;
    private final WarningRows warningRows;
    private final Misses misses;
    private final MatterRows matterRows;
    private final CaseRows caseRows;

    TodayPages(
            Templates pages,
            Frames frames,
            Promises promises,
            MakeGoods makeGoods,
            Steps steps,
            Cases cases,
            PromiseRows rows,
            WarningRows warningRows,
            Misses misses,
            MatterRows matterRows,
            CaseRows caseRows) {
        this.pages = pages;
        this.frames = frames;
        this.promises = promises;
        this.makeGoods = makeGoods;
        this.steps = steps;
        this.cases = cases;
        this.rows = rows;
        this.warningRows = warningRows;
        this.misses = misses;
        this.matterRows = matterRows;
        this.caseRows = caseRows;
    }

    @GetMapping("/")
    JteModel today(SignedIn who) {
        return pages.deskToday(frames.of(who, "Today", "today"), sheet(who));
    }

    @GetMapping("/today/sheet")
    JteModel live(SignedIn who) {
        return pages.deskTodaySheet(sheet(who));
    }

    private TodaySheet sheet(SignedIn who) {
        var viewer = who.viewer();
        var face = frames.clockface(who);
        var open =
                rows.of(
                        promises.list(
                                        viewer,
                                        PromiseFilter.openOf(null, viewer.person(), null),
                                        null,
                                        MOST)
                                .items());
        var atRisk = in(open, State.AT_RISK);
        var toTell = warningRows.of(atRisk);
        Instant endOfToday = face.today().plusDays(1).atStartOfDay(face.zone()).toInstant();
        var mine =
                cases.list(
                        viewer,
                        new CaseFilter(
                                false,
                                null,
                                viewer.person(),
                                false,
                                true,
                                null,
                                "",
                                "",
                                CaseFilter.Sort.UPDATED),
                        null,
                        12);
        var nobodys =
                cases.list(
                        viewer,
                        new CaseFilter(
                                false,
                                null,
                                null,
                                true,
                                true,
                                null,
                                "",
                                "",
                                CaseFilter.Sort.OLDEST),
                        null,
                        12);
        return new TodaySheet(
                who.person().name(),
                face,
                matterRows.undecided(viewer),
                matterRows.unrecorded(viewer),
                rows.of(promises.climbedTo(viewer)),
                in(open, State.BROKEN),
                WhyView.of(misses, in(open, State.BROKEN)),
                toTell,
                atRisk.stream()
                        .filter(r -> toTell.stream().noneMatch(t -> t.row().equals(r)))
                        .toList(),
                open.stream()
                        .filter(r -> r.promise().state() == State.GIVEN)
                        .filter(r -> r.promise().due().isBefore(endOfToday))
                        .toList(),
                open.stream()
                        .filter(r -> r.promise().state() == State.GIVEN)
                        .filter(r -> !r.promise().due().isBefore(endOfToday))
                        .toList(),
                in(open, State.CLAIMED),
                caseRows.of(mine.items()),
                caseRows.of(nobodys.items()),
                viewer.role().atLeast(Role.LEAD) ? makeGoods.waiting(viewer).size() : 0,
                viewer.role().atLeast(Role.AGENT) ? steps.waiting(viewer) : 0);
    }

    private static List<PromiseRow> in(List<PromiseRow> rows, State state) {
        return rows.stream().filter(row -> row.promise().state() == state).toList();
    }
}
