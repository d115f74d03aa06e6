package kept.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/// The connections to the database, in two lanes: one for everything, and a small one that belongs to the durable timers, so
/// that no overload makes a deadline late.
public final class Lanes extends AbstractRoutingDataSource implements AutoCloseable {
    private static final ScopedValue<Lane> LANE = ScopedValue.newInstance();
    private static final int STATEMENT_SECONDS = 25;
    private static final int SILENCE_SECONDS = 30;
    private static final int LOCK_SECONDS = 10;
    private static final int IDLE_IN_TRANSACTION_SECONDS = 60;

    private enum Lane {
        COMMON,
        TIMERS
    }

    private final HikariDataSource common;
    private final HikariDataSource timers;

    /// @param commonSize how many connections the common lane holds at most
    /// @param timersSize how many the timers' lane holds at most
    public Lanes(DatabaseUrl url, int commonSize, int timersSize) {
        this.common = pool(url, "kept", commonSize);
        this.timers = pool(url, "kept-timers", timersSize);
        setTargetDataSources(Map.of(Lane.COMMON, common, Lane.TIMERS, timers));
        setDefaultTargetDataSource(common);
        afterPropertiesSet();
    }

    /// Does `work` on the timers' lane; what it starts on other threads is not.
    public static void timers(Runnable work) {
        ScopedValue.where(LANE, Lane.TIMERS).run(work);
    }

    /// Does `work` on the timers' lane and returns what it returns.
    public static <T, X extends Throwable> T timers(ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        return ScopedValue.where(LANE, Lane.TIMERS).call(work);
    }

    @Override
    protected Object determineCurrentLookupKey() {
        return LANE.orElse(Lane.COMMON);
    }

    /// Lets go of every connection that is at rest now, and of the others when they come back: after the database was
    /// away nobody should find a dead one.
    void renew() {
        for (var lane : List.of(common, timers)) {
            var pool = lane.getHikariPoolMXBean();
            if (pool != null) {
                pool.softEvictConnections();
            }
        }
    }

    /// What a lane holds: connections in use and at rest, and threads that wait for one.
    public record Use(String name, int busy, int idle, int awaited) {}

    /// How each lane is used now.
    public List<Use> use() {
        return Stream.of(common, timers).map(Lanes::use).toList();
    }

    private static Use use(HikariDataSource lane) {
        var pool = lane.getHikariPoolMXBean();
        return pool == null
                ? new Use(lane.getPoolName(), 0, 0, 0)
                : new Use(
                        lane.getPoolName(),
                        pool.getActiveConnections(),
                        pool.getIdleConnections(),
                        pool.getThreadsAwaitingConnection());
    }

    @Override
    public void close() {
        common.close();
        timers.close();
    }

    private static HikariDataSource pool(DatabaseUrl url, String name, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url.jdbcUrl());
        config.setMaximumPoolSize(size);
        // a database that is away gives quick errors instead of a page that hangs
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(5));
        config.setValidationTimeout(TimeUnit.SECONDS.toMillis(2));
        config.setKeepaliveTime(TimeUnit.SECONDS.toMillis(60));
        // the driver asks for the time zone of this machine, and SQL must mean the same on each
        config.setConnectionInitSql("set time zone 'UTC'");
        var properties = url.properties();
        properties.setProperty("ApplicationName", name);
        properties.setProperty("assumeMinServerVersion", "15");
        properties.setProperty(
                "options",
                "-c statement_timeout=%ds -c lock_timeout=%ds -c idle_in_transaction_session_timeout=%ds"
                        .formatted(STATEMENT_SECONDS, LOCK_SECONDS, IDLE_IN_TRANSACTION_SECONDS));
        // our statements are few and come again: plan on the server from the second time on
        properties.setProperty("prepareThreshold", "2");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        // longer than the statement's own limit: it only ends waits for a server that fell silent
        properties.setProperty("socketTimeout", "" + SILENCE_SECONDS);
        config.setDataSourceProperties(properties);
        return new HikariDataSource(config);
    }
}
