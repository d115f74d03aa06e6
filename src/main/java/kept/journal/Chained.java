package kept.journal;

import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A module whose rows keep the ends of their streams, so that a check can hold rows and history together.
public interface Chained {
    /// What its rows are called in a sentence, for example "promise".
    String noun();

    /// Every row's stream and the end it knows.
    void eachHead(BiConsumer<UUID, ChainHead> reader);

    /// What else must agree between its rows and their history; a sentence for each fault.
    default void check(Consumer<String> found) {}
}
