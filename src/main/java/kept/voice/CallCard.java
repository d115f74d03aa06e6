package kept.voice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an agent sees of a caller before he answers and while he talks: who it is, why he is here now, what we owe him and
/// what happened before.
///
/// @param state in words
/// @param way how he came here: the line, what he chose in its menu, the wait
/// @param why why he comes before others, or an empty text
public record CallCard(
        UUID id,
        String name,
        String number,
        String state,
        Instant since,
        String way,
        String why,
        @Nullable UUID customer,
        @Nullable LocalDate customerSince,
        @Nullable OnCase onCase,
        List<Owed> owed,
        List<Before> before,
        boolean talking,
        boolean held,
        String holdReason,
        @Nullable Instant holdUntil,
        boolean over,
        String about,
        Live live) {
    public CallCard {
        owed = List.copyOf(owed);
        before = List.copyOf(before);
    }

    /// An open word to this customer.
    ///
    /// @param call whether it is a call, which this one may keep
    public record Owed(UUID id, String words, Instant due, String state, boolean call) {}

    /// What only a call that runs has.
    ///
    /// @param recording `recorded`, `paused`, `not recorded: ...` or an empty text
    /// @param company who else takes part, in words
    /// @param asked whether a third was asked, and whether that is a colleague
    public record Live(
            boolean here, String recording, String company, boolean asked, boolean colleague) {
        static final Live NONE = new Live(false, "", "", false, false);
    }

    /// The case that it is about.
    public record OnCase(long number, String subject) {}

    /// An earlier call.
    ///
    /// @param who talked with him, and what it was about; empty where nobody did or said so
    public record Before(Instant at, String how, String who, String about) {}
}
