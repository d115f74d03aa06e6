package kept.catcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Logistic regression over hashed features: how likely a sentence is what it was trained for. Trained by stochastic
/// gradient descent with a step for each weight (Adagrad; Duchi, Hazan, Singer 2011), pulled towards the weights it starts
/// from, so that few examples move it little.
final class Linear {
    static final int SIZE = 1 << 15;
    private static final long SEED = 29;
    private static final double STEADY = 1e-6;

    private final float[] weights;

    private Linear(float[] weights) {
        this.weights = weights;
    }

    static Linear blank() {
        return new Linear(new float[SIZE]);
    }

    /// @param features hashed, with their strengths
    record Example(Features features, boolean yes, double weight) {}

    double chance(Features features) {
        double sum = 0;
        for (int i = 0; i < features.count(); i++) {
            sum += weights[features.slot(i)] * features.strength(i);
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /// @param pull how strongly the weights are held where they are now
    Linear trained(List<Example> examples, int rounds, double rate, double pull) {
        float[] learned = weights.clone();
        var next = new Linear(learned);
        double[] steps = new double[SIZE];
        var order = new ArrayList<>(examples);
        var random = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (var example : order) {
                var features = example.features();
                double miss = ((example.yes() ? 1 : 0) - next.chance(features)) * example.weight();
                for (int i = 0; i < features.count(); i++) {
                    int slot = features.slot(i);
                    double slope =
                            miss * features.strength(i) - pull * (learned[slot] - weights[slot]);
                    steps[slot] += slope * slope;
                    learned[slot] += (float) (rate * slope / Math.sqrt(STEADY + steps[slot]));
                }
            }
        }
        return next;
    }

    /// Only the weights that are not nought, each with its place.
    void write(OutputStream out) throws IOException {
        var data = new DataOutputStream(out);
        int used = 0;
        for (float weight : weights) {
            used += weight == 0 ? 0 : 1;
        }
        data.writeInt(used);
        for (int i = 0; i < SIZE; i++) {
            if (weights[i] != 0) {
                data.writeShort(i);
                data.writeFloat(weights[i]);
            }
        }
        data.flush();
    }

    static Linear read(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        float[] weights = new float[SIZE];
        int used = data.readInt();
        for (int i = 0; i < used; i++) {
            weights[data.readUnsignedShort()] = data.readFloat();
        }
        return new Linear(weights);
    }
}
