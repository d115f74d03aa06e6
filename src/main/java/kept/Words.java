package kept;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words after `./kept`, taken away one by one as they are understood.
final class Words {
    private final List<String> left;

    Words(String... words) {
        this.left = new ArrayList<>(List.of(words));
    }

    /// The value after an option such as `--data`.
    @Nullable String option(String name) {
        int at = left.indexOf(name);
        if (at < 0) {
            return null;
        }
        if (at + 1 >= left.size()) {
            throw new WrongUse("%s needs a value after it.".formatted(name));
        }
        left.remove(at);
        return left.remove(at);
    }

    boolean flag(String name) {
        return left.remove(name);
    }

    String next(String otherwise) {
        return left.isEmpty() ? otherwise : left.removeFirst();
    }

    /// The next word, or a sentence that shows how the command is written.
    String required(String usage) {
        if (left.isEmpty() || left.getFirst().startsWith("--")) {
            throw new WrongUse("Write it as in: %s".formatted(usage));
        }
        return left.removeFirst();
    }

    void noMore() {
        if (!left.isEmpty()) {
            throw new WrongUse(
                    "\"%s\" is too much here. ./kept help says how.".formatted(left.getFirst()));
        }
    }
}
