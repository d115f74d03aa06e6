package kept.forecasts;

/// A clock that runs when work is done. Its reading rises with the real time, so a reading can be turned back.
public interface WorkTime {
    /// The reading at a moment (seconds since 1970), in hours of work since some start.
    double at(long second);

    /// The first moment at which the clock shows the reading.
    long when(double reading);

    /// The clock on the wall.
    WorkTime WALL =
            new WorkTime() {
                @Override
                public double at(long second) {
                    return second / 3600.0;
                }

                @Override
                public long when(double reading) {
                    return (long) Math.ceil(reading * 3600);
                }
            };
}
