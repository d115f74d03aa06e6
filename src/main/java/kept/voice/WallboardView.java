package kept.voice;

import java.util.List;
import kept.web.Clockface;

/// All that the wallboard shows.
///
/// @param red lines that do not work
/// @param leads whether the viewer leads people
public record WallboardView(
        List<QueueRow> queues,
        List<AgentRow> agents,
        List<LiveRow> live,
        List<LineIncident> red,
        CallAlarms alarms,
        boolean leads,
        Clockface face) {}
