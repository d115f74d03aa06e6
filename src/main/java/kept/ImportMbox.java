package kept;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import kept.kernel.Refusal;
import kept.mail.Envelope;
import kept.mail.Mailroom;
import kept.mail.Mbox;

/// Takes the mails of an mbox file in as if they had just arrived; one that is here already is passed over, so the same
/// file may be read again. They are filed on cases by the program that serves.
final class ImportMbox {
    private static final int LARGEST = 50 << 20;

    private final Settings settings;
    private final Console console;
    private final boolean dryRun;
    private long read;
    private long made;
    private long known;
    private long skipped;

    ImportMbox(Settings settings, Console console, boolean dryRun) {
        this.settings = settings;
        this.console = console;
        this.dryRun = dryRun;
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
        } else if (dryRun ? !mailroom.knows(item.raw()) : mailroom.keep(envelope(), item.raw())) {
            made++;
        } else {
            known++;
        }
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
        return 0;
    }

    private static Envelope envelope() {
        return new Envelope(null, List.of(), "mbox", "", Clock.systemUTC().instant());
    }
}
