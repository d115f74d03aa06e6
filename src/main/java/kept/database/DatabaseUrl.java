package kept.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import kept.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Where a database is and who may use it, written `postgresql://user:password@host:port/database?sslmode=...`. Never
/// prints its password.
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        String password,
        Map<String, String> parameters) {
    private static final int USUAL_PORT = 5432;
    private static final Pattern SHAPE =
            Pattern.compile(
                    "postgres(?:ql)?://(?:(?<user>[^:@/?#]*)(?::(?<password>[^:@/?#]*))?@)?"
                            + "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(?<port>[0-9]{1,5}))?"
                            + "/(?<database>[^/?#]+)(?:\\?(?<query>[^#]*))?");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Set<String> KNOWN =
            Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "channelBinding");

    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /// @throws Refusal `INVALID` that says what is wrong and never repeats the text, because it may hold a password
    public static DatabaseUrl parse(String text) {
        Matcher parts = SHAPE.matcher(text.strip());
        if (!parts.matches()) {
            throw wrong(
                    "is not of the form postgresql://user:password@host:port/database; write signs like @ : / ? # %"
                            + " in a password as %40 %3A %2F %3F %23 %25");
        }
        String user = decode(parts.group("user"), "user");
        if (user.isEmpty()) {
            throw wrong("names no user: write postgresql://user:password@host/database");
        }
        return new DatabaseUrl(
                parts.group("host"),
                port(parts.group("port")),
                decode(parts.group("database"), "database name"),
                user,
                decode(parts.group("password"), "password"),
                parameters(parts.group("query")));
    }

    static DatabaseUrl local(int port, String database, String user, String password) {
        return new DatabaseUrl("127.0.0.1", port, database, user, password, Map.of());
    }

    /// Another database on the same server.
    public DatabaseUrl named(String other) {
        return new DatabaseUrl(host, port, other, user, password, parameters);
    }

    /// For JDBC, without the password; see `properties`.
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + encode(database);
    }

    /// What belongs to the JDBC address: user, password and encryption.
    public Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        parameters.forEach(properties::setProperty);
        return properties;
    }

    /// A connection without limits of time, for migrations and backups; requests use `Lanes`.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), properties());
    }

    /// Connections without limits of time and without a pool.
    public DataSource unpooled() {
        var source = new DriverManagerDataSource(jdbcUrl());
        source.setConnectionProperties(properties());
        return source;
    }

    /// @throws StartFailure if the server does not answer, is too old, or would lose what it has accepted
    public void require() {
        try (Connection connection = connect()) {
            Durability.require(connection);
        } catch (SQLException e) {
            throw new StartFailure(
                    "The database "
                            + this
                            + " does not answer ("
                            + e.getMessage()
                            + "): check KEPT_DATABASE_URL.",
                    e);
        }
    }

    /// The whole address as a setting, password included: not for logs.
    public String secretText() {
        var text =
                new StringBuilder(
                                "postgresql://"
                                        + encode(user)
                                        + ":"
                                        + encode(password)
                                        + "@"
                                        + host)
                        .append(":" + port + "/" + encode(database));
        char sign = '?';
        for (var parameter : new TreeMap<>(parameters).entrySet()) {
            text.append(sign)
                    .append(parameter.getKey())
                    .append('=')
                    .append(encode(parameter.getValue()));
            sign = '&';
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "postgresql://" + encode(user) + "@" + host + ":" + port + "/" + encode(database);
    }

    private static int port(@Nullable String text) {
        int port = text == null ? USUAL_PORT : Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw wrong("has a port that is not between 1 and 65535");
        }
        return port;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int sign = pair.indexOf('=');
            String name = sign < 0 ? pair : pair.substring(0, sign);
            if (!KNOWN.contains(name)) {
                throw wrong(
                        "has a parameter other than "
                                + String.join(", ", KNOWN.stream().sorted().toList()));
            }
            parameters.put(name, decode(pair.substring(sign + 1), name));
        }
        if (!SSL_MODES.contains(parameters.getOrDefault("sslmode", "prefer"))) {
            throw wrong(
                    "has an sslmode other than disable, allow, prefer, require, verify-ca and verify-full");
        }
        return parameters;
    }

    private static String decode(@Nullable String text, String part) {
        if (text == null) {
            return "";
        }
        try {
            // a plus is a plus here, not a space as in forms
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw wrong("has a % in its " + part + " that starts no code: write it as %25");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Refusal wrong(String what) {
        return Refusal.invalid("KEPT_DATABASE_URL", "KEPT_DATABASE_URL " + what + ".");
    }
}
