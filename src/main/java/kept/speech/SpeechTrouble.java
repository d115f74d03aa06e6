package kept.speech;

/// The engine cannot do its work; the message says what to do.
final class SpeechTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    SpeechTrouble(String why) {
        super(why);
    }
}
