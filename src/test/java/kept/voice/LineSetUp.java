package kept.voice;

import kept.Cast;
import kept.teams.Viewer;
import org.springframework.boot.test.context.TestComponent;

/// Sets up lines for tests of other modules.
@TestComponent
public class LineSetUp {
    private final Lines lines;
    private final Cast cast;

    LineSetUp(Lines lines, Cast cast) {
        this.lines = lines;
        this.cast = cast;
    }

    public void save(Line line) {
        lines.save(olga(), line);
    }

    private Viewer olga() {
        return cast.as(cast.olga);
    }
}
