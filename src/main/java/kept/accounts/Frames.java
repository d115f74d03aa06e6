package kept.accounts;

import java.time.Clock;
import java.time.Instant;
import kept.teams.Teams;
import kept.web.Clockface;
import kept.web.Frame;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Makes the frame of a page for whoever is signed in, and the clock he reads.
@Component
public class Frames {
    private final Teams teams;
    private final boolean telephone;
    private final boolean demo;
    private final Clock clock;

    Frames(
            Teams teams,
            @Value("${kept.sip-listen:}") String sipListen,
            @Value("${kept.demo:false}") boolean demo,
            Clock clock) {
        this.teams = teams;
        this.telephone = !sipListen.isBlank();
        this.demo = demo;
        this.clock = clock;
    }

    /// `section` is the place in the navigation that is marked.
    public Frame of(SignedIn who, String title, String section) {
        var person = who.person();
        return new Frame(
                title,
                section,
                "",
                person.name(),
                person.initials(),
                person.role().word(),
                teams.activePeople().size() == 1,
                telephone,
                demo);
    }

    public Clockface clockface(SignedIn who) {
        return new Clockface(who.person().zone(), clock.instant());
    }

    public Instant now() {
        return clock.instant();
    }
}
