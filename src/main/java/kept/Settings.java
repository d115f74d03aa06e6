package kept;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings a house is run with: from the environment, else from `kept.properties` in the data folder. A name
/// nobody knows is refused, so that no setting is silently without effect.
record Settings(Path data, Map<String, String> values) {
    private static final Map<String, String> PROPERTIES =
            Map.ofEntries(
                    Map.entry("KEPT_PORT", "server.port"),
                    Map.entry("KEPT_BIND", "server.address"),
                    Map.entry("KEPT_DATA", "kept.data"),
                    Map.entry("KEPT_DATABASE_URL", "kept.database-url"),
                    Map.entry("KEPT_PUBLIC_URL", "kept.public-url"),
                    Map.entry("KEPT_OWNER_EMAIL", "kept.owner-email"),
                    Map.entry("KEPT_OWNER_PASSWORD", "kept.owner-password"),
                    Map.entry("KEPT_API_TOKEN", "kept.api-token"),
                    Map.entry("KEPT_SMTP_LISTEN", "kept.smtp-listen"),
                    Map.entry("KEPT_SMTP_URL", "kept.smtp-url"),
                    Map.entry("KEPT_IMAP_URL", "kept.imap-url"),
                    Map.entry("KEPT_MAIL_ADDRESS", "kept.mail-address"),
                    Map.entry("KEPT_METRICS_LISTEN", "kept.metrics-listen"),
                    Map.entry("KEPT_SIP_LISTEN", "kept.sip-listen"),
                    Map.entry("KEPT_SIP_TLS_LISTEN", "kept.sip-tls-listen"),
                    Map.entry("KEPT_SIP_TLS_CERTIFICATE", "kept.sip-tls-certificate"),
                    Map.entry("KEPT_SIP_TLS_KEY", "kept.sip-tls-key"),
                    Map.entry("KEPT_SPEECH_MODEL", "kept.speech-model"),
                    Map.entry("KEPT_TIME_ZONE", "kept.time-zone"),
                    Map.entry("KEPT_CATCHER_MODEL", "kept.catcher-model"),
                    Map.entry("KEPT_LOG", "kept.log"));

    private static final Pattern LISTEN =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}");

    /// Names that belong to the launcher and the tests, not to the program.
    private static final java.util.Set<String> LAUNCHER =
            java.util.Set.of(
                    "KEPT_TEST_DATA",
                    "KEPT_JAVA_OPTS",
                    "KEPT_MAVEN_ARGS",
                    "KEPT_TRAIN",
                    "KEPT_TEST_DATABASE_URL");

    /// @throws WrongUse if a name is unknown or a value cannot be right
    static Settings read(Map<String, String> environment, @Nullable String dataFolder) {
        var own = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith("KEPT_") && !LAUNCHER.contains(name)) {
                own.put(name, value);
            }
        });
        Path data =
                Path.of(dataFolder != null ? dataFolder : own.getOrDefault("KEPT_DATA", "./data"));
        fromFile(data.resolve("kept.properties")).forEach(own::putIfAbsent);
        own.put("KEPT_DATA", data.toString());
        own.putIfAbsent("KEPT_PORT", "8080");
        own.putIfAbsent("KEPT_BIND", "127.0.0.1");
        own.putIfAbsent("KEPT_TIME_ZONE", ZoneId.systemDefault().getId());
        for (var name : own.keySet()) {
            if (!PROPERTIES.containsKey(name)) {
                throw new WrongUse(
                        "There is no setting %s. Known are: %s."
                                .formatted(
                                        name,
                                        String.join(", ", new TreeMap<>(PROPERTIES).keySet())));
            }
        }
        check(own);
        return new Settings(data, own);
    }

    private static Map<String, String> fromFile(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongUse(
                    "The settings in %s cannot be read: %s.".formatted(file, e.getMessage()));
        }
        var values = new LinkedHashMap<String, String>();
        properties.forEach((name, value) -> values.put(name.toString(), value.toString()));
        return values;
    }

    private static void check(Map<String, String> own) {
        String port = String.valueOf(own.get("KEPT_PORT"));
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new WrongUse(
                    "KEPT_PORT is \"%s\"; a port is a number from 0 to 65535.".formatted(port));
        }
        try {
            ZoneId.of(String.valueOf(own.get("KEPT_TIME_ZONE")));
        } catch (DateTimeException _) {
            throw new WrongUse(
                    "KEPT_TIME_ZONE is \"%s\"; write it as in Europe/Vienna."
                            .formatted(own.get("KEPT_TIME_ZONE")));
        }
        String url = own.getOrDefault("KEPT_PUBLIC_URL", "");
        if (!url.isEmpty() && !url.matches("https?://[^/?#\\s]+/?")) {
            throw new WrongUse(
                    "KEPT_PUBLIC_URL is \"%s\"; write it as in https://help.example.com."
                            .formatted(url));
        }
        String log = own.getOrDefault("KEPT_LOG", "text");
        if (!log.equals("text") && !log.equals("json")) {
            throw new WrongUse("KEPT_LOG is \"%s\"; it is json or text.".formatted(log));
        }
        String model = own.getOrDefault("KEPT_CATCHER_MODEL", "on");
        if (!model.equals("on") && !model.equals("off")) {
            throw new WrongUse("KEPT_CATCHER_MODEL is \"%s\"; it is on or off.".formatted(model));
        }
        for (var name :
                List.of(
                        "KEPT_SMTP_LISTEN",
                        "KEPT_METRICS_LISTEN",
                        "KEPT_SIP_LISTEN",
                        "KEPT_SIP_TLS_LISTEN")) {
            String listen = own.getOrDefault(name, "");
            if (!listen.isEmpty() && !LISTEN.matcher(listen).matches()) {
                throw new WrongUse(
                        "%s is \"%s\"; write it as in 0.0.0.0:5060.".formatted(name, listen));
            }
        }
        long tls =
                own.entrySet().stream()
                        .filter(each ->
                                each.getKey().startsWith("KEPT_SIP_TLS_")
                                        && !each.getValue().isBlank())
                        .count();
        if (tls != 0 && (tls != 3 || own.getOrDefault("KEPT_SIP_LISTEN", "").isBlank())) {
            throw new WrongUse(
                    "KEPT_SIP_TLS_LISTEN, KEPT_SIP_TLS_CERTIFICATE and KEPT_SIP_TLS_KEY go together, and with KEPT_SIP_LISTEN: set all or none.");
        }
        String token = own.get("KEPT_API_TOKEN");
        if (token != null && token.length() < 32) {
            throw new WrongUse("KEPT_API_TOKEN has 32 characters or more.");
        }
        if (own.containsKey("KEPT_OWNER_EMAIL") != own.containsKey("KEPT_OWNER_PASSWORD")) {
            throw new WrongUse(
                    "KEPT_OWNER_EMAIL and KEPT_OWNER_PASSWORD go together: set both or none.");
        }
    }

    /// The same as properties of the program.
    Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        values.forEach(
                (name, value) -> properties.put(String.valueOf(PROPERTIES.get(name)), value));
        if (values.getOrDefault("KEPT_LOG", "text").equals("json")) {
            properties.put("logging.structured.format.console", "ecs");
        }
        return properties;
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }
}
