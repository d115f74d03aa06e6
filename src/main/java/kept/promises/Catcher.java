package kept.promises;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kept.calendars.WorkCalendar;

/// Catches words with a date in what we write to customers, in English: a sentence in which our side commits itself
/// ("I will call you", "you get it") and a time to come. It rather misses one than to cry wolf, reads 50,000 characters
/// at most, and never leaves the machine.
public final class Catcher {
    private static final int LONGEST = 50_000;
    private static final int LONGEST_SENTENCE = 1_000;
    private static final int MOST = 50;

    private final ZoneId zone;
    private final WorkCalendar calendar;
    private final boolean dayFirst;

    /// @param zone in which the writer counts his days
    /// @param calendar whose working days and closing times count
    /// @param locale in which 3/4 is the third of April, except in the United States
    public Catcher(ZoneId zone, WorkCalendar calendar, Locale locale) {
        this.zone = zone;
        this.calendar = calendar;
        this.dayFirst = !locale.getCountry().equals("US");
    }

    /// What was caught, in the order of the text; an undated word only where its sentence has no dated one.
    public List<Caught> in(String text, Instant saidAt) {
        String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var caught = new ArrayList<Caught>();
        for (var sentence : Sentence.of(read)) {
            if (caught.size() >= MOST) {
                break;
            }
            if (!sentence.asks() && sentence.text().length() <= LONGEST_SENTENCE) {
                caught.addAll(in(read, sentence, saidAt));
            }
        }
        return caught;
    }

    private List<Caught> in(String text, Sentence sentence, Instant saidAt) {
        var tokens = Token.of(text, sentence.start(), sentence.end());
        var commitment = Commitment.in(tokens);
        if (commitment.confidence() == 0) {
            return List.of();
        }
        var dated = new ArrayList<Caught>();
        var soon = new ArrayList<Caught>();
        for (var found : new TimeWords(tokens, saidAt, zone, calendar, dayFirst).all()) {
            if (commitment.covers(found.first(), found.deadline())) {
                (found.undated() ? soon : dated)
                        .add(
                                new Caught(
                                        tokens.get(found.first()).start(),
                                        tokens.get(found.next() - 1).end(),
                                        sentence.line(),
                                        commitment.kind(),
                                        found.due(),
                                        found.undated(),
                                        commitment.confidence()));
            }
        }
        return dated.isEmpty() ? soon.stream().limit(1).toList() : dated;
    }

    /// The times a text names, committed or not.
    List<Instant> times(String text, Instant saidAt) {
        var tokens = Token.of(text, 0, text.length());
        return new TimeWords(tokens, saidAt, zone, calendar, dayFirst)
                .all().stream()
                        .map(TimeWords.Found::due)
                        .filter(java.util.Objects::nonNull)
                        .toList();
    }
}
