package kept.staffing;

/// What came on one day.
///
/// @param offered calls by interval of the day
/// @param handled how many an agent took
/// @param handleSeconds how long those took, talk and wrap-up, all together
record DayCount(int[] offered, int handled, long handleSeconds) {
    static DayCount of(Grid grid, Arrival arrival) {
        int[] offered = new int[grid.count()];
        offered[grid.index(arrival.start())] = arrival.offered();
        return new DayCount(
                offered, arrival.handled(), (long) arrival.talkSeconds() + arrival.wrapUpSeconds());
    }

    DayCount plus(DayCount other) {
        int[] more = offered.clone();
        for (int i = 0; i < more.length; i++) {
            more[i] += other.offered[i];
        }
        return new DayCount(more, handled + other.handled, handleSeconds + other.handleSeconds);
    }

    int total() {
        int sum = 0;
        for (int count : offered) {
            sum += count;
        }
        return sum;
    }
}
