package kept.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kept.contacts.CallWindow;
import kept.contacts.Contact;

/// The last chapter of who asked to be called: he may choose another time by key before he hangs up.
final class ChooseTime implements Conversation.Chapter {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final char FIRST_KEY = '2';

    private final Conversation talk;
    private final Exchange exchange;
    private final Contact owed;
    private final List<CallWindow> windows;

    ChooseTime(Conversation talk, Contact owed) {
        this.talk = talk;
        this.exchange = talk.exchange();
        this.owed = owed;
        this.windows =
                exchange.contacts().windows(owed).stream()
                        .filter(window -> !Texts.window(window, exchange.today()).isEmpty())
                        .toList();
    }

    void begin() {
        talk.turnTo(this);
        var texts = new ArrayList<String>();
        texts.add(Texts.CALLBACK_TAKEN);
        for (int i = 0; i < windows.size(); i++) {
            texts.add(Texts.window(windows.get(i), exchange.today()));
            texts.add(Texts.press((char) (FIRST_KEY + i)));
        }
        talk.say(
                texts,
                () -> {
                    if (windows.isEmpty()) {
                        talk.letGo();
                    } else {
                        talk.after(PATIENCE, talk::letGo);
                    }
                });
    }

    @Override
    public void key(char digit) {
        int chosen = digit - FIRST_KEY;
        if (chosen >= 0 && chosen < windows.size()) {
            talk.passed();
            talk.stopSaying();
            exchange.contacts()
                    .find(owed.id())
                    .ifPresent(now -> exchange.contacts().choose(now, windows.get(chosen).from()));
            talk.say(List.of(Texts.TIME_CHOSEN), talk::letGo);
        }
    }

    @Override
    public void callerLeft() {
        talk.letGo();
    }
}
