package kept.jobs;

/// A clock that only goes forward, in nanoseconds, to hold the wall clock against.
@FunctionalInterface
public interface Ticks {
    long nanos();
}
