package kept.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Instant;
import kept.database.Lanes;
import kept.mail.MailCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// How the house is doing, read at each scrape: words, timers, outbox, mail and connections. No personal data.
final class HouseFigures implements MultiCollector {
    private static final Logger log = LoggerFactory.getLogger(HouseFigures.class);

    private final FigureTable table;
    private final Lanes lanes;
    private final MailCounts mail;
    private final Clock clock;

    HouseFigures(FigureTable table, Lanes lanes, MailCounts mail, Clock clock) {
        this.table = table;
        this.lanes = lanes;
        this.mail = mail;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        var all = MetricSnapshots.builder();
        all.metricSnapshot(
                gauge("kept_build", "The version that runs.")
                        .dataPoint(point(1, "version", version()))
                        .build());
        all.metricSnapshot(connections().build());
        all.metricSnapshot(
                counter("kept_mail_taken", "Mails taken in since the start.", mail.taken()));
        all.metricSnapshot(counter("kept_mail_sent", "Mails sent since the start.", mail.sent()));
        boolean up = true;
        try {
            fromTables(all);
        } catch (DataAccessException trouble) {
            log.warn("The metrics lack what the database knows: {}", trouble.getMessage());
            up = false;
        }
        all.metricSnapshot(single("kept_database_up", "1 if the database answers.", up ? 1 : 0));
        return all.build();
    }

    private void fromTables(MetricSnapshots.Builder all) {
        Instant now = clock.instant();
        var open = gauge("kept_promises_open", "Open promises by state.");
        var late = gauge("kept_promises_late", "Open promises past their time, by state.");
        for (var row : table.promises(now)) {
            open.dataPoint(point(row.all(), "state", row.state()));
            late.dataPoint(point(row.late(), "state", row.state()));
        }
        var timers = table.timers();
        var overdue = table.timersOverdue(now);
        var outbox = table.outbox(now);
        var toFile = table.mailToFile(now);
        all.metricSnapshot(open.build());
        all.metricSnapshot(late.build());
        all.metricSnapshot(single("kept_timers_waiting", "Timers that are set.", timers));
        all.metricSnapshot(single("kept_timers_overdue", "Timers past their time.", overdue.all()));
        all.metricSnapshot(
                single(
                        "kept_timers_overdue_seconds",
                        "How long the eldest of them is past it.",
                        overdue.eldest()));
        all.metricSnapshot(
                single("kept_outbox_waiting", "Effects that have not gone out.", outbox.all()));
        all.metricSnapshot(
                single(
                        "kept_outbox_troubled",
                        "Those of them whose last try failed.",
                        outbox.troubled()));
        all.metricSnapshot(
                single(
                        "kept_outbox_oldest_seconds",
                        "Age of the oldest of them.",
                        outbox.eldest()));
        all.metricSnapshot(
                single("kept_mail_to_file", "Mails taken in and not filed yet.", toFile.all()));
    }

    private GaugeSnapshot.Builder connections() {
        var gauge =
                gauge(
                        "kept_database_connections",
                        "Connections of each lane, and threads that wait for one.");
        for (var lane : lanes.use()) {
            gauge.dataPoint(point(lane.busy(), "lane", lane.name(), "state", "busy"));
            gauge.dataPoint(point(lane.idle(), "lane", lane.name(), "state", "idle"));
            gauge.dataPoint(point(lane.awaited(), "lane", lane.name(), "state", "awaited"));
        }
        return gauge;
    }

    private static String version() {
        String version = HouseFigures.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static GaugeSnapshot single(String name, String help, Number value) {
        return gauge(name, help).dataPoint(point(value)).build();
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Number value, String... labels) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(Labels.of(labels))
                .build();
    }

    private static CounterSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value((double) value)
                                .build())
                .build();
    }
}
