package kept.stories;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import kept.Cast;
import kept.SettableClock;
import kept.contacts.Contact;
import kept.contacts.Contacts;
import kept.contacts.State;
import kept.routing.Agents;
import org.awaitility.Awaitility;

/// The calls of one number within the last hour of a story.
record Calls(Contacts contacts, String number) {
    Contact await(State state) {
        Predicate<Contact> there = contact -> contact.state() == state;
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> lately().stream().anyMatch(there));
        return lately().stream().filter(there).findFirst().orElseThrow();
    }

    long count(State state) {
        return lately().stream().filter(contact -> contact.state() == state).count();
    }

    private List<Contact> lately() {
        return contacts.ofNumber(number, Duration.ofHours(1));
    }

    /// Calls that other stories left are nobody's here, and whoever worked in them takes no call yet.
    void forgetOthers(Cast cast, SettableClock clock, Agents agents) {
        for (var owed : contacts.owed(cast.as(cast.olga))) {
            contacts.move(
                    owed, owed.ended(State.CLOSED, "another story", clock.instant()), Map.of());
        }
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> {
                    agents.away(cast.as(cast.asha), "between two stories");
                    return true;
                });
    }
}
