package kept.voice;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kept.contacts.CallWindow;

/// What the house says by itself, in English; [Phrases] has them in other languages. Sentences are put together from whole
/// texts, so that each can be shipped as sound.
final class Texts {
    static final String WELCOME = "Welcome. Please stay on the line.";
    static final String WRONG_KEY = "This key is not offered here.";
    static final String YOU_ARE_NEXT = "You are next.";
    static final String YOUR_PLACE = "Your place in the queue is";
    static final String WAIT_LESS = "You will wait less than a minute.";
    static final String WAIT_ABOUT = "You will wait about";
    static final String MINUTES = "minutes.";
    static final String WAIT_LONG = "You will wait more than twenty minutes.";
    static final String OFFER_CALLBACK =
            "If you do not want to wait, press 1. We call you back, and you keep your place.";
    static final String CALLBACK_TAKEN = "Thank you. You keep your place. We call you back.";
    static final String NO_NUMBER =
            "Your number is withheld, so we cannot call you back. Please stay on the line.";
    static final String OWED =
            "We owe you something, and we know it. You are at the front of the queue.";
    static final String AGAIN =
            "We were cut off. You keep your place, and we put you through to who knows your matter.";
    static final String CONFIRM =
            "This is the call back that we promised. Press 1 to talk with us.";
    static final String CALLING_BACK = "A call back. Your caller is being called.";
    static final String TEST_CALL =
            "This is your test call. Press 1, and you are put through to the line.";
    static final String STILL_THERE = "We are still here. You keep your place.";
    static final String OUTSIDE =
            "Nobody here is free yet. We put you through to somebody outside who helps us.";

    static final String RECORDED =
            "This call is recorded, so that we keep our word. If you do not want that, press 2.";
    static final String MAY_WE_RECORD =
            "May we record this call, so that we keep our word? Press 1 for yes, or 2 for no.";
    static final String NOT_RECORDED = "This call is not recorded.";
    static final String LEAVE_MESSAGE =
            "Please leave your message after the tone. When you are done, hang up or press the hash key.";
    static final String MESSAGE_TAKEN = "Thank you. We call you back.";
    static final String NO_MESSAGE =
            "Your message cannot be recorded now. We know that you called, and we call you back.";
    static final String OFFER_MESSAGE = "If you want to leave a message, press 2.";
    static final String CLOSED = "We are not here now.";

    static final String TIME_CHOSEN = "Good. We call you then.";
    private static final String THIS_AFTERNOON = "To be called this afternoon,";
    private static final String TOMORROW_MORNING = "To be called tomorrow morning,";
    private static final String TOMORROW_AFTERNOON = "To be called tomorrow afternoon,";
    private static final List<String> PRESS = List.of("press 2.", "press 3.", "press 4.");

    private static final List<String> NUMBERS =
            List.of(
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen",
                    "twenty");

    private Texts() {}

    /// A place in the queue, in words.
    static List<String> place(int place) {
        return place <= 1
                ? List.of(YOU_ARE_NEXT)
                : place <= 20 ? List.of(YOUR_PLACE, number(place)) : List.of();
    }

    /// A wait, rounded up to whole minutes, so that nobody waits longer than he was told by rounding.
    static List<String> wait(Duration wait) {
        long minutes = (wait.toSeconds() + 59) / 60;
        if (minutes <= 1) {
            return List.of(WAIT_LESS);
        }
        return minutes > 20
                ? List.of(WAIT_LONG)
                : List.of(WAIT_ABOUT, number((int) minutes), MINUTES);
    }

    /// The window in words, or an empty text for one that is too near or too far to be named.
    static String window(CallWindow window, LocalDate today) {
        if (window.day().equals(today)) {
            return window.morning() ? "" : THIS_AFTERNOON;
        }
        if (window.day().equals(today.plusDays(1))) {
            return window.morning() ? TOMORROW_MORNING : TOMORROW_AFTERNOON;
        }
        return "";
    }

    /// @param key 2, 3 or 4
    static String press(char key) {
        return PRESS.get(key - '2');
    }

    /// All that is ever said, to be shipped as sound.
    static List<String> all() {
        var texts =
                new ArrayList<>(
                        List.of(
                                WELCOME,
                                WRONG_KEY,
                                YOU_ARE_NEXT,
                                YOUR_PLACE,
                                WAIT_LESS,
                                WAIT_ABOUT,
                                MINUTES,
                                WAIT_LONG,
                                OFFER_CALLBACK,
                                CALLBACK_TAKEN,
                                NO_NUMBER,
                                OWED,
                                AGAIN,
                                CONFIRM,
                                CALLING_BACK,
                                TEST_CALL,
                                STILL_THERE,
                                OUTSIDE,
                                RECORDED,
                                MAY_WE_RECORD,
                                NOT_RECORDED,
                                LEAVE_MESSAGE,
                                MESSAGE_TAKEN,
                                NO_MESSAGE,
                                OFFER_MESSAGE,
                                CLOSED,
                                TIME_CHOSEN,
                                THIS_AFTERNOON,
                                TOMORROW_MORNING,
                                TOMORROW_AFTERNOON));
        texts.addAll(PRESS);
        texts.addAll(NUMBERS);
        return texts;
    }

    /// Whether it is one of the numbers that are said within other texts.
    static boolean isNumber(String text) {
        return NUMBERS.contains(text);
    }

    private static String number(int number) {
        return NUMBERS.get(number - 2);
    }
}
