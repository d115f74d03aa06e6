package kept;

/// The program was called or set in a way it cannot follow; it ends with 2 and this sentence.
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUse(String sentence) {
        super(sentence);
    }
}
