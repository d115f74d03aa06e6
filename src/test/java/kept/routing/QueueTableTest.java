package kept.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kept.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class QueueTableTest {
    private final JdbcClient sql =
            JdbcClient.create(TestDatabase.migrated("calendars", "teams", "routing").unpooled());
    private final QueueTable table = new QueueTable(sql);

    @Test
    void first_callers_at_once_find_one_queue() {
        UUID unit = UUID.randomUUID();
        sql.sql(
                        """
                        with hours as (insert into calendar (id, name, zone, weekly, own_holidays, exceptions, updated_at)
                                       values (gen_random_uuid(), 'Hours', 'UTC', '[]', '[]', '[]', now()) returning id)
                        insert into unit (id, name, calendar_id, created_at) select ?, 'Front', id, now() from hours
                        """)
                .param(unit)
                .update();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var made =
                    IntStream.range(0, 8)
                            .mapToObj(_ ->
                                    CompletableFuture.runAsync(
                                            () -> {
                                                table.addFirst(
                                                        Queue.usual(
                                                                UUID.randomUUID(),
                                                                "Front",
                                                                unit,
                                                                List.of()));
                                            },
                                            callers))
                            .toList();
            made.forEach(CompletableFuture::join);
        }
        assertThat(table.all()).extracting(Queue::name).containsExactly("Front");
    }
}
