package kept.voice;

import java.util.Optional;
import java.util.UUID;
import kept.media.Conference;
import org.jspecify.annotations.Nullable;

/// Who hears whom while an agent talks: two are bridged; a third and a lead who listens, whispers or joins sit in a conference with
/// them.
final class Room {
    /// How a lead takes part.
    enum Part {
        LISTEN,
        WHISPER,
        JOIN
    }

    /// Somebody asked besides the agent.
    ///
    /// @param person a colleague, or none for a number outside
    record Third(Leg leg, @Nullable UUID person, String name) {}

    private record Above(Leg leg, String name, Part part) {}

    private final Conversation talk;
    private final Conference conference = new Conference();
    private volatile @Nullable Third third;
    private volatile @Nullable Above above;
    private volatile boolean apart;

    Room(Conversation talk) {
        this.talk = talk;
    }

    Optional<Third> third() {
        return Optional.ofNullable(third);
    }

    void third(@Nullable Third other) {
        third = other;
    }

    void above(Leg lead, String name, Part part) {
        above = new Above(lead, name, part);
        arrange();
    }

    void withoutLead() {
        above = null;
        arrange();
    }

    Optional<Leg> above() {
        return Optional.ofNullable(above).map(Above::leg);
    }

    /// Who takes part besides caller and agent, for people: "Jonas is in", "Olga listens".
    String company() {
        var lead = above;
        var other = third;
        String asked = other == null ? "" : other.name() + (apart ? " is asked" : " is in");
        String over =
                lead == null
                        ? ""
                        : lead.name()
                                + switch (lead.part()) {
                                    case LISTEN -> " listens";
                                    case WHISPER -> " whispers to you";
                                    case JOIN -> " is in";
                                };
        return asked + (asked.isEmpty() || over.isEmpty() ? "" : ", ") + over;
    }

    /// The caller waits outside, with music.
    void apart() {
        apart = true;
        arrange();
        talk.playMusic();
    }

    void together() {
        apart = false;
        talk.caller().ifPresent(leg -> leg.audio().stopPlaying());
        arrange();
    }

    /// Everybody who speaks is connected anew.
    private void arrange() {
        conference.close();
        talk.caller().ifPresent(leg -> leg.audio().unbridge());
        var agent = talk.agent().orElse(null);
        if (agent == null) {
            return;
        }
        agent.audio().unbridge();
        var caller = apart ? null : talk.caller().orElse(null);
        var asked = third;
        var other = asked == null ? null : asked.leg();
        var lead = above;
        if (lead == null && (caller == null || other == null)) {
            var with = caller == null ? other : caller;
            if (with != null) {
                agent.audio().bridge(with.audio());
            }
            return;
        }
        conference.join(agent.audio());
        if (caller != null) {
            conference.join(caller.audio());
        }
        if (other != null) {
            conference.join(other.audio());
        }
        if (lead != null) {
            switch (lead.part()) {
                case LISTEN -> conference.listen(lead.leg().audio());
                case WHISPER -> conference.whisper(lead.leg().audio(), agent.audio());
                case JOIN -> conference.join(lead.leg().audio());
            }
        }
    }

    /// Whoever is here besides caller and agent leaves.
    void close() {
        conference.close();
        third().ifPresent(other -> {
            other.leg().hangUp();
            var person = other.person();
            if (person != null) {
                talk.exchange().agents().helped(person);
            }
        });
        above().ifPresent(Leg::hangUp);
        third = null;
        above = null;
    }
}
