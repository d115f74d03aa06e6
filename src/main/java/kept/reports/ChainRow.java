package kept.reports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One chain of promises as a report counts it: as its last link stands, under the names of its first one.
///
/// @param given milliseconds since 1970
/// @param outcomes what it came to, a bit for each [WordReport.Outcome]
/// @param promised seconds from the word to its first due time
/// @param took seconds from the word to the delivery, [WordDay#NONE] without one
/// @param late seconds from the last due time to the delivery, [WordDay#NONE] without one
/// @param reason why it was missed, if it was and somebody said so
record ChainRow(
        UUID chain,
        long given,
        UUID unit,
        String kind,
        String giver,
        String channel,
        int outcomes,
        int promised,
        int took,
        int late,
        @Nullable String reason) {}
