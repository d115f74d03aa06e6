package kept.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to one call, on its way to whoever listens: kept until somebody does, told in order, and nothing after the end. For
/// those who carry calls; all but [#listener] is used in the mailbox of the call alone.
public final class CallNews {
    private static final Logger LOG = LoggerFactory.getLogger(CallNews.class);
    private static final int MAX_BACKLOG = 100;

    private final String id;
    private final Mailbox mailbox;
    private final List<Consumer<CallEvents>> backlog = new ArrayList<>();
    private @Nullable CallEvents listener;
    private boolean over;

    public CallNews(String id, Mailbox mailbox) {
        this.id = id;
        this.mailbox = mailbox;
    }

    /// Who is to hear it, what was kept first.
    public void listener(CallEvents events) {
        mailbox.post(() -> {
            listener = events;
            List.copyOf(backlog).forEach(this::pass);
            backlog.clear();
        });
    }

    public void tell(Consumer<CallEvents> news) {
        if (!over) {
            pass(news);
        }
    }

    /// The last of it.
    ///
    /// @return whether it was; false after another end
    public boolean last(Consumer<CallEvents> news) {
        if (over) {
            return false;
        }
        over = true;
        pass(news);
        return true;
    }

    public boolean over() {
        return over;
    }

    private void pass(Consumer<CallEvents> news) {
        CallEvents to = listener;
        if (to == null) {
            if (backlog.size() < MAX_BACKLOG) {
                backlog.add(news);
            }
            return;
        }
        try {
            news.accept(to);
        } catch (RuntimeException e) {
            LOG.warn("Who listens to call {} failed; the call goes on.", id, e);
        }
    }
}
