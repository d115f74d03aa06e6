package kept.promises;

import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import kept.journal.ChainHead;
import kept.journal.Chained;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Holds promises against their history: the end each row knows, and the first words, giver and due time, which the
/// first entry has as well.
@Component
class PromiseHistory implements Chained {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PromiseTable table;

    PromiseHistory(PromiseTable table) {
        this.table = table;
    }

    @Override
    public String noun() {
        return "promise";
    }

    @Override
    public void eachHead(BiConsumer<UUID, ChainHead> reader) {
        table.eachWithFirstEntry((promise, _, _) -> reader.accept(promise.id(), promise.head()));
    }

    @Override
    public void check(Consumer<String> found) {
        table.eachWithFirstEntry((promise, salt, body) -> {
            var entry = JSON.readTree(body);
            Promises.firstFacts(promise, salt)
                    .forEach((name, value) -> {
                        if (!value.toString().equals(entry.path(name).asString(""))) {
                            found.accept(
                                    "The promise %s does not agree with its history about \"%s\": it was changed outside Kept."
                                            .formatted(
                                                    promise.id(),
                                                    name.equals("said") ? "what was said" : name));
                        }
                    });
        });
    }
}
