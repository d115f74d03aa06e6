package kept.sip;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The calls that live now.
final class Calls {
    private final Set<Leg> live = ConcurrentHashMap.newKeySet();

    void came(Leg leg) {
        live.add(leg);
    }

    void went(Leg leg) {
        live.remove(leg);
    }

    int count() {
        return live.size();
    }

    List<Call> all() {
        return List.copyOf(live);
    }
}
