package kept.voice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A number of ours, and what happens to who calls it: a menu, else a queue, else the queue of the front unit.
///
/// @param number as the trunk writes it
/// @param language of what is said on it (BCP 47)
/// @param greeting what is said first
/// @param fallback where callers wait while the line is red
public record Line(
        String number,
        String name,
        String language,
        @Nullable UUID queue,
        @Nullable UUID menu,
        String greeting,
        @Nullable UUID fallback,
        AfterHours afterHours) {

    /// What happens outside the hours of the unit that answers it.
    ///
    /// @param menu for [When#MENU] only
    public record AfterHours(When when, @Nullable UUID menu) {
        public static final AfterHours SAME = new AfterHours(When.SAME, null);

        public AfterHours {
            if ((when == When.MENU) != (menu != null)) {
                throw Refusal.invalid("afterHours", "Choose the menu that is heard when closed.");
            }
        }
    }

    public enum When {
        /// The same as always.
        SAME,
        /// Callers leave a message.
        MESSAGE,
        /// A menu of its own.
        MENU;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static When of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Line {
        number = Trunk.line("number", number, 40);
        name = Trunk.line("name", name, 60);
    }

    /// Where its page is.
    public String path() {
        return path(number);
    }

    static String path(String number) {
        return "/telephone/lines/"
                + URLEncoder.encode(number, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The same without its way round while it is red.
    Line asPlanned() {
        return new Line(number, name, language, queue, menu, greeting, null, afterHours);
    }

    /// Any number that nobody described: the small shop's one line.
    static Line plain(String number) {
        return new Line(
                number.isBlank() ? "unknown" : number.strip(),
                "Telephone",
                "en",
                null,
                null,
                "",
                null,
                AfterHours.SAME);
    }
}
