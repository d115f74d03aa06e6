package kept.menus;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a version would have done for those who found no key in the live one: a new key at the same point helps whoever called
/// about what its label names.
///
/// @param helped calls of the last 30 days that would have found a key
/// @param of all calls that found none
public record MenuEffect(long helped, long of) {
    private static final int SHORTEST_WORD = 4;
    private static final int STEM = 5;

    static MenuEffect of(Menu live, Menu draft, List<MenuGap> gaps) {
        long helped =
                gaps.stream()
                        .filter(gap -> names(fresh(live, draft, gap.place()), gap.about()))
                        .mapToLong(MenuGap::calls)
                        .sum();
        return new MenuEffect(helped, gaps.stream().mapToLong(MenuGap::calls).sum());
    }

    /// In percent of those who found no key.
    public int share() {
        return of == 0 ? 0 : (int) Math.round(100.0 * helped / of);
    }

    /// The labels that a point has in the draft and not in the live version.
    private static Set<String> fresh(Menu live, Menu draft, String place) {
        var labels = new HashSet<>(labels(draft, place));
        labels.removeAll(labels(live, place));
        return labels;
    }

    private static Set<String> labels(Menu menu, String place) {
        return menu.point(place).stream()
                .flatMap(point -> point.keys().values().stream())
                .map(Menu.Choice::label)
                .collect(Collectors.toSet());
    }

    private static boolean names(Set<String> labels, String about) {
        var wanted = stems(about);
        return labels.stream()
                .map(MenuEffect::stems)
                .anyMatch(s -> s.stream().anyMatch(wanted::contains));
    }

    /// The beginnings of its longer words: "Bills" and "A bill or payment" share one.
    private static Set<String> stems(String text) {
        return java.util.Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(word -> word.substring(0, Math.min(STEM, word.length())))
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .collect(Collectors.toSet());
    }
}
