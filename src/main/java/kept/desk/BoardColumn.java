package kept.desk;

import java.util.List;

/// A column of the board: what falls due in one stretch of time; `look` is its style.
public record BoardColumn(String title, String look, List<PromiseRow> rows) {}
