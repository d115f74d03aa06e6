package kept.api;

import java.util.Map;
import kept.jobs.TimerEngine;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells machines whether Kept lives and whether it can work.
@RestController
class Health {
    private final JdbcClient jdbc;
    private final TimerEngine timers;

    Health(JdbcClient jdbc, TimerEngine timers) {
        this.jdbc = jdbc;
        this.timers = timers;
    }

    @GetMapping("/health/live")
    ResponseEntity<Map<String, String>> live() {
        return timers.alive()
                ? ResponseEntity.ok(Map.of("status", "up"))
                : ResponseEntity.status(503).body(Map.of("status", "down", "why", "the timers stand still"));
    }

    @GetMapping("/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
        } catch (RuntimeException _) {
            return ResponseEntity.status(503)
                    .body(Map.of("status", "down", "why", "the database does not answer"));
        }
        return live();
    }
}
