package kept.forecasts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tracks of all groups that a promise can belong to, and what they say about a new one: small groups lean on the
/// larger ones around them.
final class Tracks {
    private static final double LEAN = 8;
    private static final double WITHOUT_DUE = 2 * 86_400.0;

    private final Map<List<String>, Track> tracks = new HashMap<>();

    /// The groups of a matter: all; unit, kind, area and the rest alone; then each of them within the kind.
    Track[] of(Matter matter) {
        var found = new ArrayList<Track>();
        found.add(track("all"));
        found.add(track("kind", matter.kind()));
        found.add(track("unit", matter.unit()));
        found.add(track("unit", matter.kind(), matter.unit()));
        found.add(track("area", matter.area()));
        found.add(track("area", matter.kind(), matter.area()));
        for (int i = 0; i < matter.more().size(); i++) {
            String name = "more" + i;
            found.add(track(name, matter.more().get(i)));
            found.add(track(name, matter.kind(), matter.more().get(i)));
        }
        return found.toArray(new Track[0]);
    }

    private Track track(String... key) {
        return tracks.computeIfAbsent(List.of(key), _ -> new Track());
    }

    static int width(Matter matter) {
        return 15
                + 2 * (5 + 2 * matter.more().size())
                + Hazards.VIEWS * 2 * (4 + matter.more().size());
    }

    /// @param due the logarithm of the time that it is given, or a negative number
    static float[] features(Track[] groups, Matter matter, long at, double due) {
        var x = new float[width(matter)];
        int n = 0;
        double all = groups[0].usual(at, 3, 1);
        double share = groups[0].share(at, 0.3, 1);
        double kindUsual = groups[1].usual(at, all, LEAN);
        double kindShare = groups[1].share(at, share, LEAN);
        x[n++] = (float) due;
        int hour = Rhythm.hourOfWeek(at);
        int day = hour / 24;
        x[n++] = hour % 24;
        x[n++] = day;
        x[n++] = (float) (due < 0 ? -20 : due - kindUsual);
        x[n++] = (float) groups[0].shareLately(at, share);
        x[n++] = (float) groups[0].lately(at, all);
        var kind = groups[1];
        x[n++] = (float) kind.spread(at, kindUsual);
        x[n++] = (float) kind.lately(at, kindUsual);
        x[n++] = (float) kind.shareLately(at, kindShare);
        x[n++] = (float) Math.log1p(kind.seen(at));
        x[n++] = (float) Math.log1p(kind.open);
        x[n++] = (float) Math.log((kind.open + 1.0) / (kind.pace(at) + 1));
        x[n++] = (float) Math.log((kind.inflow(at) + 1.0) / (kind.pace(at) + 1));
        x[n++] = (float) ((kind.overdue + 0.3) / (kind.open + 1.0));
        x[n++] = (float) Math.log((groups[2].open + 1.0) / (groups[2].pace(at) + 1));
        for (int g = 1; g < groups.length; g++) {
            boolean within = g > 1 && g % 2 == 1;
            x[n++] = (float) groups[g].usual(at, within ? kindUsual : all, LEAN);
            x[n++] = (float) groups[g].share(at, within ? kindShare : share, LEAN);
        }
        hazards(x, n, groups, at, matter);
        return x;
    }

    /// Those whose rates are kept: all, the kind, and each further group within the kind.
    private static int next(int group) {
        return group == 0 ? 1 : group + 2;
    }

    /// A promise grew older, from one age in seconds to another, and then ended or goes on.
    static void watched(
            Track[] groups, long second, double from, double to, double length, boolean end) {
        for (int g = 0; g < groups.length; g = next(g)) {
            groups[g].hazards.watched(second, from, to, length, end);
        }
    }

    /// What the rates say of all, of the kind, and of each further group within the kind.
    private static void hazards(float[] x, int first, Track[] groups, long at, Matter matter) {
        int n = first;
        double age = matter.hasDue() ? Hazards.length(at, matter) : WITHOUT_DUE;
        for (int view = 0; view < Hazards.VIEWS; view++) {
            double[] all = groups[0].hazards.rates(at, view, new double[0]);
            double[] kind = groups[1].hazards.rates(at, view, all);
            for (int g = 0; g < groups.length; g = next(g)) {
                double[] rates =
                        g == 0 ? all : g == 1 ? kind : groups[g].hazards.rates(at, view, kind);
                x[n++] = (float) Hazards.oddsByAge(rates, age);
                x[n++] = matter.hasDue() ? (float) Hazards.oddsInTime(rates) : 0;
            }
        }
    }
}
