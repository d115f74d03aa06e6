package kept.reports;

import java.util.Arrays;
import kept.reports.WordReport.Outcome;

/// The chains given on one day (UTC) as columns, about 40 bytes a chain. Names stand in them as codes of
/// [WordNames].
final class WordDay {
    /// Seconds that are not known.
    static final int NONE = Integer.MIN_VALUE;

    private static final long MILLIS = 86_400_000;

    private int size;
    private long[] id = new long[4];
    private int[] given = new int[4];
    private short[] outcomes = new short[4];
    private int[] sort = new int[4];
    private int[] giver = new int[4];
    private short[] channel = new short[4];
    private int[] promised = new int[4];
    private int[] took = new int[4];
    private int[] late = new int[4];
    private short[] reason = new short[4];

    static int of(long millis) {
        return Math.toIntExact(Math.floorDiv(millis, MILLIS));
    }

    static long start(int day) {
        return day * MILLIS;
    }

    int size() {
        return size;
    }

    void add(ChainRow row, WordNames names) {
        if (size == id.length) {
            grow(size + size / 2);
        }
        id[size] = id(row);
        given[size] = millis(row);
        outcomes[size] = (short) row.outcomes();
        sort[size] = names.sorts().code(new WordNames.Sort(row.unit(), row.kind()));
        giver[size] = names.givers().code(row.giver());
        channel[size] = (short) names.channels().code(row.channel());
        promised[size] = row.promised();
        took[size] = row.took();
        late[size] = row.late();
        reason[size] = (short) (row.reason() == null ? 0 : 1 + names.reasons().code(row.reason()));
        size++;
    }

    void remove(ChainRow row) {
        for (int i = 0; i < size; i++) {
            if (id[i] == id(row) && given[i] == millis(row)) {
                size--;
                move(size, i);
                return;
            }
        }
    }

    long given(int day, int i) {
        return start(day) + given[i];
    }

    boolean is(Outcome outcome, int i) {
        return (outcomes[i] & outcome.bit()) != 0;
    }

    boolean hasEnded(int i) {
        return is(Outcome.KEPT, i) || is(Outcome.KEPT_LATE, i) || is(Outcome.BROKEN, i);
    }

    int sort(int i) {
        return sort[i];
    }

    int giver(int i) {
        return giver[i];
    }

    int channel(int i) {
        return channel[i];
    }

    int promised(int i) {
        return promised[i];
    }

    int took(int i) {
        return took[i];
    }

    int late(int i) {
        return late[i];
    }

    /// The code of the reason and one more; 0 if nobody gave one.
    int reason(int i) {
        return reason[i];
    }

    private static long id(ChainRow row) {
        return row.chain().getMostSignificantBits() ^ row.chain().getLeastSignificantBits();
    }

    private static int millis(ChainRow row) {
        return (int) Math.floorMod(row.given(), MILLIS);
    }

    private void move(int from, int to) {
        id[to] = id[from];
        given[to] = given[from];
        outcomes[to] = outcomes[from];
        sort[to] = sort[from];
        giver[to] = giver[from];
        channel[to] = channel[from];
        promised[to] = promised[from];
        took[to] = took[from];
        late[to] = late[from];
        reason[to] = reason[from];
    }

    private void grow(int length) {
        id = Arrays.copyOf(id, length);
        given = Arrays.copyOf(given, length);
        outcomes = Arrays.copyOf(outcomes, length);
        sort = Arrays.copyOf(sort, length);
        giver = Arrays.copyOf(giver, length);
        channel = Arrays.copyOf(channel, length);
        promised = Arrays.copyOf(promised, length);
        took = Arrays.copyOf(took, length);
        late = Arrays.copyOf(late, length);
        reason = Arrays.copyOf(reason, length);
    }
}
