package kept;

import java.util.HashMap;
import java.util.Map;
import kept.database.StartFailure;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The program. `main` is what the launcher calls; see [Commands] for what it can do.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Kept {
    public static void main(String[] arguments) {
        int code = new Commands(Console.ofProcess(), System.getenv()).run(arguments);
        if (code != Commands.SERVING) {
            System.exit(code);
        }
    }

    /// Starts the program with these settings; `web` says whether it serves pages or only does one command's work.
    static ConfigurableApplicationContext start(
            Settings settings, boolean web, Map<String, Object> more) {
        var properties = new HashMap<>(settings.properties());
        if (!web) {
            properties.put("kept.timers", false);
            properties.put("kept.outbox", false);
            properties.put("kept.channels", false);
            properties.put("kept.serves", false);
            // the beans of pages are there, and nobody listens
            properties.put("server.port", -1);
            properties.put("logging.level.root", "warn");
        }
        properties.putAll(more);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", properties));
        return new SpringApplicationBuilder(Kept.class)
                .web(WebApplicationType.SERVLET)
                .environment(environment)
                // one that serves ends by [Stop]
                .registerShutdownHook(!web)
                .run();
    }

    /// The version that is running, for backups and headers.
    static String version() {
        String version = Kept.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /// What went wrong at the start, in one sentence.
    static String sentence(Throwable failure, Settings settings) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof PortInUseException) {
                return "Port %s is in use. Stop what uses it, or set KEPT_PORT to another port."
                        .formatted(settings.get("KEPT_PORT"));
            }
            if (cause instanceof kept.kernel.Refusal refusal) {
                return refusal.sentence();
            }
            if (cause instanceof org.flywaydb.core.api.exception.FlywayValidateException) {
                return "The database was written by another version of Kept, or its tables were changed by hand. Run the version that wrote it, or restore a backup into an empty data folder.";
            }
        }
        return "Kept could not start: " + failure.getMessage();
    }
}
