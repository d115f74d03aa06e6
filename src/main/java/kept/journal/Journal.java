package kept.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import kept.database.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Writes history, in the transaction of what it tells about, and reads it.
@Service
public class Journal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Writes writes;
    private final JournalTable table;
    private final ApplicationEventPublisher news;

    Journal(Writes writes, JournalTable table, ApplicationEventPublisher news) {
        this.writes = writes;
        this.table = table;
        this.news = news;
    }

    /// Appends to the stream that ends in `head`, and returns its new end, which the caller keeps with the thing.
    /// A raced append fails on the unique position, and so the transaction with it.
    public ChainHead append(
            UUID stream,
            ChainHead head,
            String kind,
            Actor actor,
            Instant at,
            Map<String, ?> facts) {
        Instant micros = at.truncatedTo(ChronoUnit.MICROS);
        int position = head.position() + 1;
        String body = body(facts);
        byte[] hash = Entry.hash(head.hash(), stream, position, kind, actor.text(), micros, body);
        table.insert(writes, stream, position, kind, actor.text(), micros, body, hash);
        news.publishEvent(new Written(stream, kind));
        return new ChainHead(position, hash);
    }

    /// Appends to a stream whose end nobody keeps: settings, people, units. One at a time for each stream.
    public void append(UUID stream, String kind, Actor actor, Instant at, Map<String, ?> facts) {
        writes.flush();
        append(stream, table.lockedHead(stream), kind, actor, at, facts);
        writes.flush();
    }

    /// The whole history of one thing, oldest first.
    public List<Entry> of(UUID stream) {
        return table.stream(stream);
    }

    /// Canonical: keys in order, nulls left out, nested maps as they come from records.
    static String body(Map<String, ?> facts) {
        var sorted = new TreeMap<String, @Nullable Object>();
        facts.forEach((key, value) -> {
            if (value != null) {
                sorted.put(
                        key,
                        value instanceof Number || value instanceof Boolean
                                ? value
                                : value.toString());
            }
        });
        return JSON.writeValueAsString(sorted);
    }
}
