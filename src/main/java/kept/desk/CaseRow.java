package kept.desk;

import java.util.List;
import kept.cases.Case;
import kept.promises.Promise;
import org.jspecify.annotations.Nullable;

/// A case in a list, with the names a person reads it by and the next word due on it.
public record CaseRow(
        Case theCase, String customer, String owner, String unit, @Nullable Promise next) {
    public String href() {
        return "/cases/" + theCase.number();
    }

    public List<String> tags() {
        return theCase.tags();
    }
}
