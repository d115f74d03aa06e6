package kept.forecasts;

/// A forecast as it left the trees: the hazard gathered by each of rising times, which are logarithms of work time.
public record Curve(double[] times, double[] gathered) {
    double at(double time) {
        int i = 0;
        while (i < times.length - 2 && times[i + 1] < time) {
            i++;
        }
        double part = (time - times[i]) / (times[i + 1] - times[i]);
        return gathered[i] + Math.max(0, part) * (gathered[i + 1] - gathered[i]);
    }

    /// When so much hazard has gathered.
    double when(double hazard) {
        int i = 0;
        while (i < times.length - 2 && gathered[i + 1] < hazard) {
            i++;
        }
        double step = gathered[i + 1] - gathered[i];
        return times[i]
                + (step <= 0 ? 0 : (hazard - gathered[i]) / step * (times[i + 1] - times[i]));
    }
}
