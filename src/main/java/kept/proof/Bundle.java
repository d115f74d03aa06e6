package kept.proof;

import java.time.Instant;
import java.util.List;
import kept.cases.Case;
import kept.cases.Message;
import kept.customers.Customer;
import kept.journal.Entry;
import kept.promises.Promise;
import kept.web.Clockface;

/// A case as it is shown to somebody outside: what was said, every word with its history, and the signed heads in which
/// the histories stand. Internal notes are not part of it.
public record Bundle(
        Case theCase,
        Customer customer,
        List<Message> thread,
        List<Word> words,
        String publicKey,
        Clockface face) {
    public Bundle {
        thread = List.copyOf(thread);
        words = List.copyOf(words);
    }

    /// A promise, its receipt code, who gave and owns it, its history as it is and in plain words, and how much of that stands in signed heads.
    public record Word(
            Promise promise,
            String receipt,
            String giver,
            String owner,
            List<Entry> history,
            List<HistoryLine> lines,
            long signed,
            String lastHead) {
        public Word {
            history = List.copyOf(history);
            lines = List.copyOf(lines);
        }
    }

    /// When it was made.
    public Instant madeAt() {
        return face.now();
    }
}
