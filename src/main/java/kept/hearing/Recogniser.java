package kept.hearing;

import java.util.Map;

/// Finds which prompt is heard: the one whose fingerprint correlates best with what was heard, at whatever moment it began.
public final class Recogniser {
    /// More of a prompt is not compared: four seconds.
    private static final int LONGEST = 200;

    /// Less than a second and a half of a longer prompt is not enough to tell.
    private static final int ENOUGH = 75;

    /// So much silence around a prompt belongs to it (100 ms): it sets "six" apart from "sixteen".
    private static final int EDGE = 5;

    private Recogniser() {}

    /// The best of the candidates, by name.
    public static Match best(Fingerprint heard, Map<String, Fingerprint> candidates) {
        var best = Match.NOTHING;
        for (var candidate : candidates.entrySet()) {
            double score = score(heard, candidate.getValue());
            best =
                    best.name().isEmpty() || score > best.score()
                            ? new Match(
                                    candidate.getKey(),
                                    score,
                                    best.name().isEmpty() ? 0 : best.score())
                            : new Match(best.name(), best.score(), Math.max(best.second(), score));
        }
        return best;
    }

    /// How well the beginning of a prompt fits into what was heard; 0 where too little was heard.
    public static double score(Fingerprint heard, Fingerprint prompt) {
        double best = 0;
        int whole = Math.min(prompt.size() + EDGE, LONGEST);
        int needed = Math.min(whole, ENOUGH);
        for (int at = -EDGE; at + needed <= heard.size(); at++) {
            int end = Math.min(whole, heard.size() - at);
            best = Math.max(best, correlation(heard, prompt, at, end));
        }
        return best;
    }

    /// Of the frames -EDGE to `end` of the prompt with what was heard from `at` on; each band about its own mean, all bands together.
    private static double correlation(Fingerprint heard, Fingerprint prompt, int at, int end) {
        double both = 0;
        double ours = 0;
        double theirs = 0;
        int count = end + EDGE;
        for (int band = 0; band < Fingerprint.BANDS; band++) {
            double x = 0;
            double y = 0;
            double xx = 0;
            double yy = 0;
            double xy = 0;
            for (int frame = -EDGE; frame < end; frame++) {
                double p = prompt.at(frame, band);
                double h = heard.at(at + frame, band);
                x += p;
                y += h;
                xx += p * p;
                yy += h * h;
                xy += p * h;
            }
            both += xy - x * y / count;
            ours += xx - x * x / count;
            theirs += yy - y * y / count;
        }
        return ours < 1e-3 || theirs < 1e-3 ? 0 : both / Math.sqrt(ours * theirs);
    }
}
