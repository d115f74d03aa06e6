package kept.setup;

import java.util.List;
import java.util.UUID;

/// The steps of a kind, in words and as text to change.
public record StepTemplateRow(
        UUID id, String kind, String unitId, String unit, String text, List<Line> lines) {
    /// One step in words.
    public record Line(String name, String unit, String work, String backing, String after) {}
}
