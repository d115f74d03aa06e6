package kept.voice;

import java.time.Instant;
import java.util.List;
import kept.contacts.WrapUpReason;
import kept.web.Clockface;
import org.jspecify.annotations.Nullable;

/// All that the page of one's own telephone shows.
///
/// @param state free, away, off, offered, talking or wrapUp
/// @param wanted whether the house has a telephone
/// @param trouble why its line is not open, or an empty text
/// @param phones names of the viewer's telephones
/// @param reachable whether one of them is there
public record TelephoneView(
        String state,
        String reason,
        Instant since,
        boolean wanted,
        String trouble,
        List<String> phones,
        boolean reachable,
        @Nullable CallCard call,
        List<SpokenLine> lines,
        List<AgentRow> colleagues,
        List<CallRow> owed,
        List<PromisedCall> promised,
        List<CallRow> recent,
        List<WrapUpReason> reasons,
        List<LineIncident> red,
        CallAlarms alarms,
        boolean leads,
        Clockface face) {
    public TelephoneView {
        phones = List.copyOf(phones);
        colleagues = List.copyOf(colleagues);
        lines = List.copyOf(lines);
        owed = List.copyOf(owed);
        promised = List.copyOf(promised);
        recent = List.copyOf(recent);
        reasons = List.copyOf(reasons);
        red = List.copyOf(red);
    }
}
