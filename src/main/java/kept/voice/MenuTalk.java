package kept.voice;

import java.time.Duration;
import java.util.List;
import kept.menus.Menu;
import kept.menus.Menu.Point;
import kept.menus.Menu.Target;

/// Leads a caller through a menu. Nobody is lost in it: who presses 0, says nothing twice or presses wrong keys twice gets
/// a person.
final class MenuTalk {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final int MISTAKES = 2;

    private final Menu menu;
    private final Voice voice;
    private final Way way;
    private Point at;
    private int mistakes;

    /// What the conversation can do for a menu.
    interface Voice {
        /// Says texts one after the other; a key stops them.
        void say(List<String> texts, Runnable then);

        void after(Duration pause, Runnable action);
    }

    /// Where the caller goes.
    interface Way {
        /// He is at a point of the menu from now on.
        void at(Point point);

        /// @param how `zero`, `no input`, `wrong key`
        void person(String how);

        void leaves(String label, Target target);
    }

    MenuTalk(Menu menu, Voice voice, Way way) {
        this.menu = menu;
        this.voice = voice;
        this.way = way;
        this.at = menu.first();
    }

    void start() {
        come(at);
    }

    private void come(Point point) {
        at = point;
        mistakes = 0;
        way.at(point);
        say();
    }

    private void say() {
        voice.say(List.of(at.says()), () -> voice.after(PATIENCE, this::nothing));
    }

    private void nothing() {
        if (++mistakes >= MISTAKES) {
            way.person("no input");
        } else {
            say();
        }
    }

    /// A key was pressed.
    void key(char key) {
        var choice = menu.choice(at, key);
        if (choice.isPresent()) {
            follow(choice.get());
        } else if (key == Menu.PERSON) {
            way.person("zero");
        } else if (++mistakes >= MISTAKES) {
            way.person("wrong key");
        } else {
            voice.say(
                    List.of(Texts.WRONG_KEY, at.says()),
                    () -> voice.after(PATIENCE, this::nothing));
        }
    }

    private void follow(Menu.Choice choice) {
        switch (choice.target()) {
            case Target.ToPoint(String name) ->
                    menu.point(name).ifPresentOrElse(this::come, () -> way.person("wrong key"));
            case Target.Says(String text) ->
                    voice.say(List.of(text, at.says()), () -> voice.after(PATIENCE, this::nothing));
            case Target.ToQueue target -> way.leaves(choice.label(), target);
            case Target.CallBack target -> way.leaves(choice.label(), target);
        }
    }
}
