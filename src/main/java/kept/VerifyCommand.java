package kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kept.journal.Verification;
import kept.proof.VerifyBundle;

/// Checks every hash chain and seal; ends with 1 and the first broken link if one is broken.
record VerifyCommand(Settings settings, Console console) {
    int run() {
        var result =
                new House(settings).open(context -> context.getBean(Verification.class).verify());
        var counted =
                "%,d entries in %,d histories, closed by %,d seals"
                        .formatted(result.entries(), result.streams(), result.seals());
        if (result.whole()) {
            console.say(counted + ": every link holds.");
            return 0;
        }
        console.say("The first broken link: " + result.broken().getFirst());
        result.broken().stream().skip(1).forEach(console::say);
        console.say(
                counted
                        + ": NOT whole. Keep this data folder as it is, and compare it with the last backup that verifies.");
        return 1;
    }

    /// Checks a bundle of a case; no house is needed for it.
    static int bundle(Path file, Console console) {
        VerifyBundle.Result result;
        try {
            result = VerifyBundle.check(Files.readString(file), "");
        } catch (IOException e) {
            throw new WrongUse(
                    "%s cannot be read: name a bundle that was saved from a case.".formatted(file));
        }
        result.faults().forEach(console::say);
        console.say(
                "%,d entries, %,d of them in signed heads, key %s: %s"
                        .formatted(
                                result.entries(),
                                result.signed(),
                                result.keyFingerprint(),
                                result.whole() ? "every link holds." : "NOT whole."));
        return result.whole() ? 0 : 1;
    }
}
