package kept.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kept.cases.Cases;
import kept.teams.Unit;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// A list of cases as it is shown: which ones, how they were narrowed, and where the next page starts.
public record CaseListView(
        List<CaseRow> rows,
        @Nullable String next,
        String show,
        String unit,
        String tag,
        String q,
        Cases.Counts counts,
        List<Unit> units,
        Clockface face) {
    /// The same list with another view of it.
    public String href(String otherShow) {
        return "/cases?show=" + otherShow + narrowed();
    }

    public String rowsHref() {
        return "/cases/rows?show=" + show + narrowed();
    }

    public String nextHref() {
        return rowsHref() + "&cursor=" + next;
    }

    private String narrowed() {
        return parameter("unit", unit) + parameter("tag", tag) + parameter("q", q);
    }

    private static String parameter(String name, String value) {
        return value.isBlank()
                ? ""
                : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
