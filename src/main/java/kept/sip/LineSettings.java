package kept.sip;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where the line listens and what it lets in.
///
/// @param host the address of this machine to listen on
/// @param port for UDP and TCP; 0 takes a free one
/// @param advertised the address others reach us by behind NAT; empty for `host`
/// @param realm the realm of our digest; secrets are bound to it
/// @param trunks from where calls are taken without a digest; none takes calls from our phones alone
/// @param callsPerSecond new calls a second; more get 503 with Retry-After
/// @param liveCalls calls at once, of both directions; more get 503 with Retry-After
/// @param sessionTimer how long a session lives without a refresh (RFC 4028), at least 90 seconds
/// @param tls where TLS listens; empty for nowhere
public record LineSettings(
        String host,
        int port,
        String advertised,
        String realm,
        List<AddressRange> trunks,
        int callsPerSecond,
        int liveCalls,
        Duration sessionTimer,
        Optional<Tls> tls) {

    /// A listener for TLS: its address (empty for that of the line) and port (0 takes a free one), and the PKCS#12 file with our key
    /// and certificate.
    public record Tls(String host, int port, Path keyStore, String password) {
        public Tls(int port, Path keyStore, String password) {
            this("", port, keyStore, password);
        }

        /// Without the password, because records end up in logs.
        @Override
        public String toString() {
            return "Tls[" + host + ":" + port + ", " + keyStore + "]";
        }
    }

    /// No trunk, 50 new calls a second, 500 at once, sessions of half an hour, no TLS.
    public static LineSettings on(String host, int port, String realm) {
        return new LineSettings(
                host,
                port,
                "",
                realm,
                List.of(),
                50,
                500,
                Duration.ofMinutes(30),
                Optional.empty());
    }

    public LineSettings advertising(String address) {
        return new LineSettings(
                host, port, address, realm, trunks, callsPerSecond, liveCalls, sessionTimer, tls);
    }

    public LineSettings trusting(List<AddressRange> others) {
        return new LineSettings(
                host,
                port,
                advertised,
                realm,
                List.copyOf(others),
                callsPerSecond,
                liveCalls,
                sessionTimer,
                tls);
    }

    public LineSettings admitting(int newCallsPerSecond, int callsAtOnce) {
        return new LineSettings(
                host,
                port,
                advertised,
                realm,
                trunks,
                newCallsPerSecond,
                callsAtOnce,
                sessionTimer,
                tls);
    }

    public LineSettings refreshingEvery(Duration other) {
        return new LineSettings(
                host, port, advertised, realm, trunks, callsPerSecond, liveCalls, other, tls);
    }

    public LineSettings with(Tls other) {
        return new LineSettings(
                host,
                port,
                advertised,
                realm,
                trunks,
                callsPerSecond,
                liveCalls,
                sessionTimer,
                Optional.of(other));
    }

    /// The address that we write into our messages.
    public String publicAddress() {
        return advertised.isEmpty() ? host : advertised;
    }
}
