package kept.sip;

import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;

/// How the SIP stack is set up.
final class StackProperties {
    private static final String CIPHER_SUITES =
            String.join(
                    ",",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    private StackProperties() {}

    static Properties of(LineSettings settings) {
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "kept-" + UUID.randomUUID());
        set(properties, "STACK_LOGGER", StackLog.class.getName());
        set(properties, "SERVER_LOGGER", MessageLogOff.class.getName());
        set(properties, "THREAD_POOL_SIZE", "2");
        set(properties, "REENTRANT_LISTENER", "true");
        set(properties, "AUTOMATIC_DIALOG_ERROR_HANDLING", "true");
        set(properties, "RECEIVE_UDP_BUFFER_SIZE", String.valueOf(4 << 20));
        set(properties, "SEND_UDP_BUFFER_SIZE", String.valueOf(4 << 20));
        set(properties, "MAX_MESSAGE_SIZE", "65535");
        set(properties, "READ_TIMEOUT", "5000");
        set(properties, "CONNECTION_TIMEOUT", "3000");
        set(properties, "MAX_CONNECTIONS", "1000");
        // Phones behind NAT forget to ask for it (RFC 3581).
        set(properties, "ALWAYS_ADD_RPORT", "true");
        set(properties, "EARLY_DIALOG_TIMEOUT_SECONDS", "600");
        settings.tls().ifPresent(tls -> secure(properties, tls));
        return properties;
    }

    private static void secure(Properties properties, LineSettings.Tls tls) {
        properties.setProperty("javax.net.ssl.keyStore", tls.keyStore().toString());
        properties.setProperty("javax.net.ssl.keyStorePassword", tls.password());
        properties.setProperty("javax.net.ssl.keyStoreType", "PKCS12");
        // Whom we trust when we call is what Java trusts.
        Path trusted = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        trust(properties, "trustStore", trusted.toString());
        trust(properties, "trustStorePassword", "changeit");
        trust(properties, "trustStoreType", "JKS");
        set(properties, "TLS_CLIENT_PROTOCOLS", "TLSv1.3,TLSv1.2");
        set(properties, "ENABLED_CIPHER_SUITES", CIPHER_SUITES);
        set(properties, "TLS_CLIENT_AUTH_TYPE", "Disabled");
        set(properties, "SSL_RENEGOTIATION_ENABLED", "false");
        set(properties, "SSL_HANDSHAKE_TIMEOUT", "5000");
    }

    private static void trust(Properties properties, String name, String usual) {
        String full = "javax.net.ssl." + name;
        properties.setProperty(full, System.getProperty(full, usual));
    }

    private static void set(Properties properties, String name, String value) {
        properties.setProperty("gov.nist.javax.sip." + name, value);
    }
}
