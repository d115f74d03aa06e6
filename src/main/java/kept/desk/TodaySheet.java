package kept.desk;

import java.util.List;
import kept.web.Clockface;

/// What one person must know today: his words by how they stand, his cases, those of nobody, and how many additions to a
/// make-good wait for a second person, and how many steps for an answer of his units.
public record TodaySheet(
        String name,
        Clockface face,
        List<CaseRow> toDecide,
        List<ReminderRow> unrecorded,
        List<PromiseRow> climbed,
        List<PromiseRow> broken,
        WhyView whys,
        List<WarningRow> toTell,
        List<PromiseRow> atRisk,
        List<PromiseRow> dueToday,
        List<PromiseRow> later,
        List<PromiseRow> claimed,
        List<CaseRow> mine,
        List<CaseRow> nobodys,
        int additions,
        int steps) {
    public boolean quiet() {
        return toDecide.isEmpty()
                && unrecorded.isEmpty()
                && climbed.isEmpty()
                && broken.isEmpty()
                && toTell.isEmpty()
                && atRisk.isEmpty()
                && dueToday.isEmpty();
    }

    public String greeting() {
        int hour = face.here().getHour();
        String part = hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
        return part + ", " + name.split(" ", 2)[0];
    }
}
