package kept;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kept.kernel.Refusal;
import kept.mail.Mailroom;
import kept.mail.Mbox;
import kept.mail.PastLetter;

/// Takes the letters of an mbox file in as what they are: past, each under its own date, owing no answer. One that is here
/// already is passed over, so the same file may be read again.
final class ImportMbox {
    static final int OPEN_DAYS = 7;
    private static final int LARGEST = 50 << 20;
    private static final int AT_ONCE = 100;
    private static final int AT_ONCE_BYTES = 4 << 20;

    private final Settings settings;
    private final Console console;
    private final boolean dryRun;
    private final int openDays;
    private final Instant openFrom;
    private final List<PastLetter> gathered = new ArrayList<>();
    private long bytes;
    private long toLookAt;
    private long read;
    private long made;
    private long known;
    private long skipped;

    /// @param openDays a case that ends in a customer's letter of the last so many days stays open
    ImportMbox(Settings settings, Console console, boolean dryRun, int openDays) {
        this.settings = settings;
        this.console = console;
        this.dryRun = dryRun;
        this.openDays = openDays;
        this.openFrom = Clock.systemUTC().instant().minus(Duration.ofDays(openDays));
    }

    int run(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Refusal.notFound("There is no file %s that can be read.".formatted(file));
        }
        return new House(settings)
                .open(context -> {
                    try (var in = Files.newInputStream(file)) {
                        all(in, Files.size(file), context.getBean(Mailroom.class));
                    } catch (IOException e) {
                        throw unreadable(file, e);
                    } catch (UncheckedIOException e) {
                        throw Refusal.invalid("file", String.valueOf(e.getMessage()));
                    }
                    return summary();
                });
    }

    private static Refusal unreadable(Path file, IOException e) {
        return Refusal.invalid(
                "file",
                "%s cannot be read as mbox: %s. What was taken in so far stays; mend the file and run the import again."
                        .formatted(file, e.getMessage()));
    }

    private void all(InputStream in, long size, Mailroom mailroom) throws IOException {
        var mbox = new Mbox(in, LARGEST);
        var progress = new Progress(console);
        for (var item = mbox.next(); item != null; item = mbox.next()) {
            read++;
            take(item, mailroom);
            progress.at(
                    "%,d mails, %d %% of the file"
                            .formatted(read, size == 0 ? 100 : 100 * mbox.consumed() / size));
        }
        write(mailroom);
    }

    private void take(Mbox.Item item, Mailroom mailroom) {
        if (item.tooLarge()) {
            skipped++;
            console.trouble(
                    "Mail %d skipped: it has %,d bytes, and Kept takes up to %,d."
                            .formatted(item.number(), item.size(), LARGEST));
        } else if (item.raw().length == 0) {
            skipped++;
            console.trouble("Mail %d skipped: it is empty.".formatted(item.number()));
        } else {
            gathered.add(new PastLetter(item.raw(), item.postmark()));
            bytes += item.raw().length;
            if (gathered.size() >= AT_ONCE || bytes >= AT_ONCE_BYTES) {
                write(mailroom);
            }
        }
    }

    private void write(Mailroom mailroom) {
        if (dryRun) {
            for (var letter : gathered) {
                if (mailroom.knows(letter.raw())) {
                    known++;
                } else {
                    made++;
                }
            }
        } else if (!gathered.isEmpty()) {
            var taken = mailroom.takePast(gathered, openFrom);
            made += taken.made();
            known += taken.known();
            toLookAt += taken.toLookAt();
        }
        gathered.clear();
        bytes = 0;
    }

    private int summary() {
        console.say(
                "%s%,d read, %,d made, %,d there already, %,d skipped."
                        .formatted(
                                dryRun ? "Nothing was written (--dry-run). It would be: " : "",
                                read,
                                made,
                                known,
                                skipped));
        if (made > 0) {
            console.say(
                    "These are past: nobody owes an answer to them. Cases are resolved, but for those that end in a customer's letter of the last %d days (--open-days)."
                            .formatted(openDays));
        }
        if (toLookAt > 0) {
            console.say(
                    "%,d could not be read or have no plain sender: see Mail to look at (/mail)."
                            .formatted(toLookAt));
        }
        return 0;
    }
}
