package kept.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Asks the database each second, on a connection of its own that waits two seconds at most, whether it answers. So it
/// is known within three seconds that it is away, however it went, and no request has to wait to find out.
@Component
public class DatabasePulse implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DatabasePulse.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String PATIENCE_SECONDS = "2";

    private final DatabaseUrl url;
    private final Lanes lanes;
    private final boolean serves;
    private @Nullable Connection own;
    private volatile boolean beats = true;
    private volatile boolean running;
    private Thread thread = new Thread();

    DatabasePulse(DatabaseUrl url, Lanes lanes, @Value("${kept.serves:true}") boolean serves) {
        this.url = url;
        this.lanes = lanes;
        this.serves = serves;
    }

    /// True if the database answered when it was last asked.
    public boolean beats() {
        return beats;
    }

    private void run() {
        while (running) {
            boolean answered = answers();
            if (answered && !beats) {
                lanes.renew();
                log.info("The database answers again; Kept goes on.");
            } else if (!answered && beats && running) {
                log.error("The database does not answer. Kept goes on by itself when it does.");
            }
            beats = answered;
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private boolean answers() {
        try {
            var connection = own == null ? connected() : own;
            own = connection;
            try (var ask = connection.createStatement()) {
                ask.execute("select 1");
            }
            return true;
        } catch (SQLException e) {
            log.debug("No pulse", e);
            letGo();
            return false;
        }
    }

    private Connection connected() throws SQLException {
        var properties = url.properties();
        properties.setProperty("ApplicationName", "kept-pulse");
        properties.setProperty("connectTimeout", PATIENCE_SECONDS);
        properties.setProperty("socketTimeout", PATIENCE_SECONDS);
        return java.sql.DriverManager.getConnection(url.jdbcUrl(), properties);
    }

    private void letGo() {
        var old = own;
        own = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException _) {
                // it is given up either way
            }
        }
    }

    @Override
    public void start() {
        if (serves) {
            running = true;
            thread = Thread.ofPlatform().daemon().name("database-pulse").start(this::run);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        letGo();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
