package kept.catcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kept.calendars.Block;
import kept.calendars.WorkCalendar;
import org.jspecify.annotations.Nullable;

/// Decides after the rules, in English, whether a sentence is a word at all: a linear model that ships with the program,
/// or nobody. It holds 128 KB, and is read when it is first asked.
public final class Judge {
    /// Trusts the rules.
    public static final Judge RULES = new Judge(null);

    private static final double BAR = 0.25;
    private static final double ACCEPTED = 1;

    /// Who sends without the chip may only have overlooked it.
    private static final double DISMISSED = 0.5;

    private static final int ROUNDS = 3;
    private static final double RATE = 0.1;
    private static final double PULL = 0.01;
    private static final WorkCalendar WEEKDAYS = weekdays();
    private static final String SHIPPED = "/catcher/model.bin";

    private final @Nullable Linear model;

    Judge(@Nullable Linear model) {
        this.model = model;
    }

    /// The model as it ships.
    public static Judge shipped() {
        return Shipped.JUDGE;
    }

    /// Whether a day is open plays no part in what is learned.
    private static WorkCalendar weekdays() {
        var hours = List.of(new Block(LocalTime.of(9, 0), LocalTime.of(17, 0)));
        return new WorkCalendar(
                new UUID(0, 0),
                "Weekdays",
                ZoneOffset.UTC,
                Map.of(
                        DayOfWeek.MONDAY, hours,
                        DayOfWeek.TUESDAY, hours,
                        DayOfWeek.WEDNESDAY, hours,
                        DayOfWeek.THURSDAY, hours,
                        DayOfWeek.FRIDAY, hours),
                null,
                null,
                Map.of(),
                Map.of());
    }

    boolean agrees(List<Token> tokens, Commitment commitment, List<TimeWords.Found> times) {
        return model == null || model.chance(Features.of(tokens, commitment, times)) >= BAR;
    }

    /// A judge that has learned what agents made of its catches. Their examples count less than those that ship, and the
    /// weights are held near where they are.
    Judge after(List<Corrections.Correction> corrections, Instant at) {
        if (model == null || corrections.isEmpty()) {
            return this;
        }
        var moment = new Moment(at, ZoneOffset.UTC, WEEKDAYS, true);
        var examples =
                corrections.stream()
                        .map(one ->
                                new Linear.Example(
                                        features(one.sentence(), moment),
                                        one.accepted(),
                                        one.accepted() ? ACCEPTED : DISMISSED))
                        .toList();
        return new Judge(model.trained(examples, ROUNDS, RATE, PULL));
    }

    private static Features features(String sentence, Moment moment) {
        var tokens = Token.of(sentence, 0, sentence.length());
        return Features.of(tokens, Commitment.in(tokens), new TimeWords(tokens, moment).all());
    }

    private static final class Shipped {
        private static final Judge JUDGE = read();

        private static Judge read() {
            try (InputStream in =
                    Objects.requireNonNull(Judge.class.getResourceAsStream(SHIPPED))) {
                return new Judge(Linear.read(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
