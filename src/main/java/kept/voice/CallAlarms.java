package kept.voice;

import java.util.List;

/// What those who lead must know of calls out: somebody may use them at our cost.
///
/// @param locked accounts that may call nobody now
/// @param spending that most of what a day may cost is spent, in a sentence; else empty
public record CallAlarms(List<CallBrake.Locked> locked, String spending) {
    static final CallAlarms NONE = new CallAlarms(List.of(), "");
}
