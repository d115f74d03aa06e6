package kept.forecasts;

import java.util.Random;

/// Boosted regression trees over features in bytes (Friedman, Annals of Statistics 29, 2001), for how often something
/// happens: a Poisson rate over an exposure, which makes them a piecewise exponential model of survival (Friedman, M.,
/// Annals of Statistics 10, 1982).
final class BoostedTrees {
    static final int BINS = 32;

    private final int depth;
    private final double start;
    private final byte[][] feature;
    private final byte[][] threshold;
    private final float[][] leaf;
    private int trees;

    /// @param rounds how many trees
    /// @param rate how far each tree goes
    /// @param part the part of the groups that each tree is grown on
    record Plan(int rounds, int depth, double rate, double part, double least, long seed) {}

    /// Rows of `width` features each; rows of one group stand together, are drawn or left out together and differ only
    /// in their last `own` features.
    static final class Rows {
        final int width;
        final int own;
        int count;
        byte[] cells;
        int[] group;
        float[] exposure;
        float[] happened;

        Rows(int width, int own, int room) {
            this.width = width;
            this.own = own;
            cells = new byte[width * room];
            group = new int[room];
            exposure = new float[room];
            happened = new float[room];
        }

        /// @return where the features of the new row begin in `cells`
        int add(int ofGroup, double exposed, double happening) {
            if (count == group.length) {
                int room = count * 3 / 2 + 16;
                cells = java.util.Arrays.copyOf(cells, room * width);
                group = java.util.Arrays.copyOf(group, room);
                exposure = java.util.Arrays.copyOf(exposure, room);
                happened = java.util.Arrays.copyOf(happened, room);
            }
            group[count] = ofGroup;
            exposure[count] = (float) exposed;
            happened[count] = (float) happening;
            return count++ * width;
        }
    }

    private BoostedTrees(Plan plan, double start) {
        this.depth = plan.depth();
        this.start = start;
        feature = new byte[plan.rounds()][];
        threshold = new byte[plan.rounds()][];
        leaf = new float[plan.rounds()][];
    }

    /// The logarithm of the rate.
    double score(byte[] cells, int from) {
        double sum = start;
        for (int t = 0; t < trees; t++) {
            sum += leaf[t][leafOf(t, cells, from)];
        }
        return sum;
    }

    private int leafOf(int tree, byte[] cells, int from) {
        byte[] features = feature[tree];
        byte[] thresholds = threshold[tree];
        int node = 1;
        for (int d = 0; d < depth; d++) {
            node = 2 * node + (cells[from + features[node]] > thresholds[node] ? 1 : 0);
        }
        return node - (1 << depth);
    }

    /// Fits rates: `happened` events over `exposure`.
    static BoostedTrees of(Rows rows, Plan plan) {
        double events = 0.5;
        double exposed = 1;
        int groups = 0;
        for (int i = 0; i < rows.count; i++) {
            events += rows.happened[i];
            exposed += rows.exposure[i];
            groups = Math.max(groups, rows.group[i] + 1);
        }
        double mean = events / exposed;
        var made = new BoostedTrees(plan, Math.log(mean));
        var score = new float[rows.count];
        var drawn = new boolean[groups];
        var random = new Random(plan.seed());
        var growing = new Growing(rows, plan);
        for (int t = 0; t < plan.rounds(); t++) {
            for (int g = 0; g < groups; g++) {
                drawn[g] = random.nextDouble() < plan.part();
            }
            growing.slopes(score, (float) made.start, drawn);
            growing.grow(made, t);
            made.trees = t + 1;
            for (int i = 0; i < rows.count; i++) {
                score[i] += made.leaf[t][made.leafOf(t, rows.cells, i * rows.width)];
            }
        }
        return made;
    }

    private static final class Growing {
        private final Rows rows;
        private final Plan plan;
        private final int[] chosen;
        private final float[] slope;
        private final float[] bend;
        private final byte[] node;
        private final double[] sums;
        private int count;

        Growing(Rows rows, Plan plan) {
            this.rows = rows;
            this.plan = plan;
            chosen = new int[rows.count];
            slope = new float[rows.count];
            bend = new float[rows.count];
            node = new byte[rows.count];
            sums = new double[(1 << plan.depth()) * rows.width * BINS * 2];
        }

        void slopes(float[] score, float start, boolean[] drawn) {
            count = 0;
            for (int i = 0; i < rows.count; i++) {
                if (!drawn[rows.group[i]]) {
                    continue;
                }
                double raised = Math.exp(start + score[i]);
                double expected = rows.exposure[i] * raised;
                chosen[count] = i;
                slope[count] = (float) (rows.happened[i] - expected);
                bend[count] = (float) expected;
                node[count++] = 1;
            }
        }

        void grow(BoostedTrees made, int t) {
            int leaves = 1 << plan.depth();
            made.feature[t] = new byte[leaves];
            made.threshold[t] = new byte[leaves];
            made.leaf[t] = new float[leaves];
            for (int d = 0; d < plan.depth(); d++) {
                gather(1 << d);
                for (int n = 1 << d; n < 2 << d; n++) {
                    split(made, t, n, n - (1 << d));
                }
                for (int j = 0; j < count; j++) {
                    int n = node[j];
                    int cell = chosen[j] * rows.width + made.feature[t][n];
                    node[j] = (byte) (2 * n + (rows.cells[cell] > made.threshold[t][n] ? 1 : 0));
                }
            }
            var g = new double[leaves];
            var h = new double[leaves];
            for (int j = 0; j < count; j++) {
                g[(node[j] & 0xff) - leaves] += slope[j];
                h[(node[j] & 0xff) - leaves] += bend[j];
            }
            for (int l = 0; l < leaves; l++) {
                double step = g[l] / (h[l] + plan.least());
                made.leaf[t][l] = (float) (plan.rate() * Math.clamp(step, -2, 2));
            }
        }

        private void gather(int first) {
            java.util.Arrays.fill(sums, 0, first * rows.width * BINS * 2, 0);
            int shared = rows.width - rows.own;
            for (int j = 0; j < count; ) {
                int group = rows.group[chosen[j]];
                int place = node[j];
                int cell = chosen[j] * rows.width;
                int base = (place - first) * rows.width;
                double g = 0;
                double h = 0;
                for (; j < count && node[j] == place && rows.group[chosen[j]] == group; j++) {
                    g += slope[j];
                    h += bend[j];
                    int own = chosen[j] * rows.width;
                    for (int f = shared; f < rows.width; f++) {
                        int at = ((base + f) * BINS + rows.cells[own + f]) * 2;
                        sums[at] += slope[j];
                        sums[at + 1] += bend[j];
                    }
                }
                for (int f = 0; f < shared; f++) {
                    int at = ((base + f) * BINS + rows.cells[cell + f]) * 2;
                    sums[at] += g;
                    sums[at + 1] += h;
                }
            }
        }

        private void split(BoostedTrees made, int t, int n, int place) {
            double best = 1e-6;
            made.threshold[t][n] = BINS;
            for (int f = 0; f < rows.width; f++) {
                int at = (place * rows.width + f) * BINS * 2;
                double g = 0;
                double h = 0;
                for (int b = 0; b < BINS; b++) {
                    g += sums[at + 2 * b];
                    h += sums[at + 2 * b + 1];
                }
                double left = 0;
                double leftBend = 0;
                for (int b = 0; b < BINS - 1; b++) {
                    left += sums[at + 2 * b];
                    leftBend += sums[at + 2 * b + 1];
                    double gain = part(left, leftBend) + part(g - left, h - leftBend) - part(g, h);
                    if (gain > best && leftBend > 1 && h - leftBend > 1) {
                        best = gain;
                        made.feature[t][n] = (byte) f;
                        made.threshold[t][n] = (byte) b;
                    }
                }
            }
        }

        private double part(double g, double h) {
            return g * g / (h + plan.least());
        }
    }
}
