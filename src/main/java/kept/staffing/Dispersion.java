package kept.staffing;

/// By how much calls scatter beyond chance: the squared share by which an interval, and a whole day, strays from what was
/// expected of it.
///
/// @param interval of one interval, the straying of its day included
/// @param day of a whole day
public record Dispersion(double interval, double day) {
    /// Calls that come by nothing but chance.
    public static final Dispersion NONE = new Dispersion(0, 0);

    /// What is taken where too little was seen: a fifth up or down.
    static final Dispersion ASSUMED = new Dispersion(0.04, 0.02);

    public Dispersion {
        if (!(interval >= 0 && day >= 0)) {
            throw new IllegalArgumentException("Negative: " + interval + ", " + day);
        }
    }

    /// What is left of an interval's when its day is known.
    double withinDay() {
        return Math.max(0, (interval - day) / (1 + day));
    }
}
