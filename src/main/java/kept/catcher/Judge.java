package kept.catcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides after the rules, in English, whether a sentence is a word at all: a linear model that ships with the program,
/// or nobody. It holds 128 KB, and is read when it is first asked.
public final class Judge {
    /// Trusts the rules.
    public static final Judge RULES = new Judge(null);

    static final double BAR = 0.25;
    private static final String SHIPPED = "/catcher/model.bin";

    private final @Nullable Linear model;

    Judge(@Nullable Linear model) {
        this.model = model;
    }

    /// The model as it ships.
    public static Judge shipped() {
        return Shipped.JUDGE;
    }

    boolean agrees(List<Token> tokens, Commitment commitment, List<TimeWords.Found> times) {
        return model == null || model.chance(Features.of(tokens, commitment, times)) >= BAR;
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
