package kept.reach;

import java.time.Instant;
import java.util.List;
import kept.voice.Line;
import kept.voice.LineIncident;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// A line as its page shows it.
///
/// @param next when it is called next, null for never
/// @param soon whether that is now
public record LineView(
        Line line,
        boolean red,
        int minutes,
        @Nullable Instant next,
        boolean soon,
        Strip strip,
        List<Check> checks,
        List<LineIncident> incidents,
        List<Signal> signals,
        boolean leads,
        Clockface face) {}
