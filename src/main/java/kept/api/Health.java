package kept.api;

import java.util.Map;
import kept.database.DatabasePulse;
import kept.jobs.TimerEngine;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells machines whether Kept lives and whether it can work.
@RestController
class Health {
    private final DatabasePulse database;
    private final TimerEngine timers;
    private final ApplicationAvailability availability;

    Health(DatabasePulse database, TimerEngine timers, ApplicationAvailability availability) {
        this.database = database;
        this.timers = timers;
        this.availability = availability;
    }

    @GetMapping("/health/live")
    ResponseEntity<Map<String, String>> live() {
        return timers.alive()
                ? ResponseEntity.ok(Map.of("status", "up"))
                : ResponseEntity.status(503)
                        .body(Map.of("status", "down", "why", "the timers stand still"));
    }

    @GetMapping("/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return ResponseEntity.status(503)
                    .body(Map.of("status", "down", "why", "it is starting or stopping"));
        }
        if (!database.beats()) {
            return ResponseEntity.status(503)
                    .body(Map.of("status", "down", "why", "the database does not answer"));
        }
        return live();
    }
}
