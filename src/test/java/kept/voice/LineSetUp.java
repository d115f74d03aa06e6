package kept.voice;

import kept.Cast;
import kept.teams.Person;
import kept.teams.Viewer;
import org.springframework.boot.test.context.TestComponent;

/// Sets up lines for tests of other modules.
@TestComponent
public class LineSetUp {
    private final Lines lines;
    private final Telephone telephone;
    private final Dispatch dispatch;
    private final Cast cast;

    LineSetUp(Lines lines, Telephone telephone, Dispatch dispatch, Cast cast) {
        this.telephone = telephone;
        this.dispatch = dispatch;
        this.lines = lines;
        this.cast = cast;
    }

    public void save(Line line) {
        lines.save(olga(), line);
    }

    /// Gives somebody a telephone that is registered.
    public void phone(TestPhone phone, String name, Person person) throws InterruptedException {
        phone.register(telephone.port(), name, lines.addPhone(olga(), name, person.id()));
    }

    public void noPhones(Person person) {
        lines.phonesOf(person.id()).forEach(phone -> lines.removePhone(olga(), phone.name()));
    }

    /// Puts through who is next.
    public void dispatch() {
        dispatch.turn();
    }

    private Viewer olga() {
        return cast.as(cast.olga);
    }
}
