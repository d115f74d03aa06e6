package kept;

import kept.journal.Verification;

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
}
