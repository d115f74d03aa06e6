package kept.catcher;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;

/// Catches words with a date in what we write to customers: a sentence in which our side commits itself ("I will call
/// you", "you get it") and a time to come, as rules and a model agree. It rather misses one than to cry wolf, reads
/// 50,000 characters at most, and never leaves the machine.
public final class Catcher {
    private static final int LONGEST = 50_000;
    private static final int LONGEST_SENTENCE = 1_000;
    private static final int MOST = 50;
    private static final int TELLING = 2_000;
    private static final double REMINDED = 0.8;

    private final ZoneId zone;
    private final WorkCalendar calendar;
    private final boolean dayFirst;
    private final Judge judge;

    /// By rules alone.
    public Catcher(ZoneId zone, WorkCalendar calendar, Locale locale) {
        this(zone, calendar, locale, Judge.RULES);
    }

    /// @param zone in which the writer counts his days
    /// @param calendar whose working days and closing times count
    /// @param locale in which 3/4 is the third of April, except in the United States
    /// @param judge who decides, after the rules, whether a sentence is a word
    public Catcher(ZoneId zone, WorkCalendar calendar, Locale locale, Judge judge) {
        this.zone = zone;
        this.calendar = calendar;
        this.dayFirst = !locale.getCountry().equals("US");
        this.judge = judge;
    }

    /// What was caught, in the order of the text; an undated word only where its sentence has no dated one.
    public List<Caught> in(String text, Instant saidAt) {
        String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var moment = new Moment(saidAt, zone, calendar, dayFirst);
        var caught = new ArrayList<Caught>();
        for (var sentence : Sentence.of(read)) {
            if (caught.size() >= MOST) {
                break;
            }
            if (!sentence.asks() && sentence.text().length() <= LONGEST_SENTENCE) {
                caught.addAll(in(read, sentence, moment));
            }
        }
        return caught;
    }

    private List<Caught> in(String text, Sentence sentence, Moment moment) {
        var written = Token.of(text, sentence.start(), sentence.end());
        var language = Language.of(written);
        var tokens = language.read(written);
        var commitment = Commitment.in(tokens);
        if (commitment.none()) {
            return List.of();
        }
        var times = new TimeWords(tokens, moment).all();
        var clauses = new Clauses(tokens, commitment);
        var meant =
                times.stream()
                        .filter(time -> time.ahead(moment.saidAt()))
                        .filter(time -> clauses.covers(time.first(), time.deadline()))
                        .toList();
        if (meant.isEmpty() && !commitment.firm()) {
            return List.of();
        }
        boolean english = language instanceof Language.English;
        if (english && !judge.agrees(tokens, commitment, times)) {
            return List.of();
        }
        var dated = meant.stream().filter(time -> !time.undated()).toList();
        if (!dated.isEmpty()) {
            return dated.stream()
                    .map(time ->
                            caught(
                                    text,
                                    sentence,
                                    tokens,
                                    time.first(),
                                    time.next(),
                                    time,
                                    commitment))
                    .toList();
        }
        if (!meant.isEmpty()) {
            var soon = meant.getFirst();
            return List.of(
                    caught(text, sentence, tokens, soon.first(), soon.next(), soon, commitment));
        }
        int trigger = commitment.at().first();
        return List.of(
                caught(
                        text,
                        sentence,
                        tokens,
                        trigger,
                        Math.min(tokens.size(), trigger + 2),
                        null,
                        commitment));
    }

    private static Caught caught(
            String text,
            Sentence sentence,
            List<Token> tokens,
            int first,
            int next,
            TimeWords.@Nullable Found time,
            Commitment commitment) {
        var terms = new Terms(tokens);
        int trigger = commitment.at().first();
        return new Caught(
                tokens.get(first).start(),
                tokens.get(next - 1).end(),
                sentence.line(),
                Kind.of(tokens),
                time == null ? null : time.due(),
                time == null || time.undated(),
                commitment.confidence(),
                terms.giver(text, trigger),
                terms.condition(text, trigger));
    }

    /// The words that a customer says we gave, each with the time he names, read as one to come.
    public List<Caught> reminders(String text, Instant saidAt) {
        String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var moment = new Moment(saidAt, zone, calendar, dayFirst);
        var caught = new ArrayList<Caught>();
        for (var sentence : Sentence.of(read)) {
            if (caught.size() < MOST && sentence.text().length() <= LONGEST_SENTENCE) {
                var tokens = Token.of(read, sentence.start(), sentence.end());
                var times = new TimeWords(tokens, moment).all();
                if (new Reminder(tokens).given(!times.isEmpty())) {
                    caught.add(reminder(sentence, tokens, times));
                }
            }
        }
        return caught;
    }

    private static Caught reminder(
            Sentence sentence, List<Token> tokens, List<TimeWords.Found> times) {
        var time = times.stream().filter(found -> !found.undated()).findFirst().orElse(null);
        return new Caught(
                time == null ? sentence.start() : tokens.get(time.first()).start(),
                time == null ? sentence.end() : tokens.get(time.next() - 1).end(),
                sentence.line(),
                Kind.of(tokens),
                time == null ? null : time.due(),
                time == null,
                REMINDED,
                "we",
                null);
    }

    /// The language that a text seems to be written in, of those that are read: `en`, `de`, `es` or `fr`.
    public static String languageOf(String text) {
        return Language.of(Token.of(text, 0, Math.min(text.length(), TELLING))).code();
    }

    /// What kind of thing a sentence is about: callback, visit, refund, delivery, answer or promise.
    public static String kindOf(String sentence) {
        return Kind.of(Token.of(sentence, 0, Math.min(sentence.length(), LONGEST_SENTENCE)));
    }

    /// The times a text names, committed or not.
    List<TimeWords.Found> times(String text, Instant saidAt, Language language) {
        var written = Token.of(text, 0, text.length());
        var tokens = language.read(written);
        return new TimeWords(tokens, new Moment(saidAt, zone, calendar, dayFirst)).all();
    }
}
