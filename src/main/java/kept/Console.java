package kept;

import java.io.PrintStream;

/// Where a command speaks: results on `out`, progress and troubles on `err`.
record Console(PrintStream out, PrintStream err) {
    static Console ofProcess() {
        return new Console(System.out, System.err);
    }

    void say(String sentence) {
        out.println(sentence);
    }

    void trouble(String sentence) {
        err.println(sentence);
    }
}
