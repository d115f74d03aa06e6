package kept.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Runs the mail room: listens, fetches, and files what came.
@Component
class MailFiling implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MailFiling.class);
    private static final int AT_ONCE = 50;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Mailroom mailroom;
    private final MailClerk clerk;
    private final MailBell bell;
    private final MailSettings settings;
    private final ReplyAddress replies;
    private final Clock clock;
    private final boolean started;
    private final List<AutoCloseable> open = new ArrayList<>();
    private volatile boolean running;
    private Thread filing = new Thread();

    MailFiling(
            Mailroom mailroom,
            MailClerk clerk,
            MailBell bell,
            MailSettings settings,
            ReplyAddress replies,
            Clock clock,
            @Value("${kept.channels:true}") boolean started) {
        this.mailroom = mailroom;
        this.clerk = clerk;
        this.bell = bell;
        this.settings = settings;
        this.replies = replies;
        this.clock = clock;
        this.started = started;
    }

    @Override
    public void start() {
        if (!started) {
            return;
        }
        running = true;
        filing = Thread.ofPlatform().daemon().name("mail-filing").start(this::run);
        if (!settings.smtpListen().isBlank()) {
            var listener = new SmtpListener(listenSettings(), replies::isOurs, mailroom, clock);
            listener.start();
            open.add(listener);
            log.info("Mail is taken in by SMTP on {}", settings.smtpListen());
        }
        if (!settings.imapUrl().isBlank()) {
            var fetcher =
                    new ImapFetcher(ImapFetcher.Settings.of(settings.imapUrl()), mailroom, clock);
            fetcher.start();
            open.add(fetcher);
        }
    }

    private SmtpListener.Settings listenSettings() {
        String text = settings.smtpListen();
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw kept.kernel.Refusal.invalid(
                    "KEPT_SMTP_LISTEN", "KEPT_SMTP_LISTEN is host:port, for example 0.0.0.0:2525.");
        }
        return SmtpListener.Settings.on(
                text.substring(0, colon),
                Integer.parseInt(text.substring(colon + 1)),
                settings.host());
    }

    private void run() {
        while (running) {
            try {
                if (clerk.fileWaiting(AT_ONCE) == 0) {
                    bell.await(LOOK);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException trouble) {
                if (running) {
                    log.error(
                            "Mail cannot be filed just now; the next try is in a second.", trouble);
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        filing.interrupt();
        for (var closing : open) {
            try {
                closing.close();
            } catch (Exception e) {
                log.warn("Closing the mail room: {}", e.getMessage());
            }
        }
        open.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
