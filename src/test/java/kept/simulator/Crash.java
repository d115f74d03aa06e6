package kept.simulator;

/// The program dies in the middle of what it does. Nothing in it may catch this.
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
        super("the program died", null, false, false);
    }
}
