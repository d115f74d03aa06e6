package kept.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Ids to draw from, in an order that only the steps decide.
final class Picks {
    private final List<UUID> ids = new ArrayList<>();
    private final Map<UUID, Integer> places = new HashMap<>();

    void add(UUID id) {
        if (places.putIfAbsent(id, ids.size()) == null) {
            ids.add(id);
        }
    }

    void remove(UUID id) {
        Integer place = places.remove(id);
        if (place != null) {
            UUID last = ids.removeLast();
            if (!last.equals(id)) {
                ids.set(place, last);
                places.put(last, place);
            }
        }
    }

    List<UUID> ids() {
        return ids;
    }
}
