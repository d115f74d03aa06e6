package kept.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import kept.kernel.HeaderText;
import kept.kernel.Refusal;

/// The one way out by HTTP: it resolves a name once, refuses unless every address lies in the public net, connects to
/// the address it checked, follows no redirect, and gives up after ten seconds or a megabyte.
public final class OutboundHttp {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_LINE = 8_192;

    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;

    /// How names become addresses.
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    public OutboundHttp() {
        this(InetAddress::getAllByName, PublicNet::contains);
    }

    OutboundHttp(Resolver resolver, Predicate<InetAddress> allowed) {
        this.resolver = resolver;
        this.allowed = allowed;
    }

    /// An address that may be called: http or https, a host, no user, an ordinary port.
    ///
    /// @throws Refusal `INVALID` with what is wrong
    public static URI requireUrl(String text) {
        try {
            var url = new URI(text.strip());
            String scheme = String.valueOf(url.getScheme());
            int port = url.getPort();
            if ((scheme.equals("https") || scheme.equals("http"))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && (port == -1 || port == 80 || port == 443 || port >= 1024)
                    && text.length() <= 2_000) {
                return url;
            }
        } catch (URISyntaxException _) {
            // falls through: the same answer
        }
        throw Refusal.invalid(
                "url", "Give an address such as https://shop.example/hooks, without a user in it.");
    }

    /// Posts a body and answers with the status.
    ///
    /// @throws IOException if the place is not allowed, not reached, too slow or speaks no HTTP
    public int post(URI url, Map<String, String> headers, byte[] body) throws IOException {
        requireUrl(url.toString());
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean secure = url.getScheme().equals("https");
        int port = url.getPort() == -1 ? (secure ? 443 : 80) : url.getPort();
        try (var plain = new Socket(java.net.Proxy.NO_PROXY)) {
            plain.connect(
                    new InetSocketAddress(checked(url.getHost()), port), (int) CONNECT.toMillis());
            plain.setSoTimeout(left(end));
            Socket socket = secure ? tls(plain, url.getHost(), port) : plain;
            socket.getOutputStream().write(head(url, port, headers, body.length));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return status(socket, end);
        }
    }

    private InetAddress checked(String host) throws IOException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress[] all = resolver.resolve(bare);
        for (var address : all) {
            if (!allowed.test(address)) {
                throw new IOException(host + " does not lie in the public net and is not called");
            }
        }
        if (all.length == 0) {
            throw new UnknownHostException(host);
        }
        return all[0];
    }

    private static SSLSocket tls(Socket plain, String host, int port) throws IOException {
        var socket =
                (SSLSocket)
                        ((SSLSocketFactory) SSLSocketFactory.getDefault())
                                .createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] head(URI url, int port, Map<String, String> headers, int length) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var head =
                new StringBuilder("POST ")
                        .append(path)
                        .append(url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                        .append(" HTTP/1.1\r\nHost: ")
                        .append(url.getHost())
                        .append(url.getPort() == -1 ? "" : ":" + port)
                        .append("\r\nUser-Agent: Kept\r\nConnection: close\r\nContent-Length: ")
                        .append(length)
                        .append("\r\n");
        headers.forEach((name, value) ->
                head.append(name).append(": ").append(oneLine(value)).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String oneLine(String value) {
        return HeaderText.mended(value).toString();
    }

    /// Reads the status and lets the rest go, within what time and size allow.
    private static int status(Socket socket, long end) throws IOException {
        InputStream in = socket.getInputStream();
        var line = new StringBuilder();
        int seen = 0;
        while (true) {
            socket.setSoTimeout(left(end));
            int c = in.read();
            if (c < 0 || c == '\n') {
                break;
            }
            line.append((char) c);
            if (++seen > LONGEST_LINE) {
                throw new IOException("the answer's first line is too long");
            }
        }
        String text = line.toString().strip();
        if (!text.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException("the answer is no HTTP");
        }
        byte[] rest = new byte[8_192];
        for (int all = 0; all < LARGEST; ) {
            try {
                socket.setSoTimeout(Math.min(1_000, left(end)));
                int n = in.read(rest);
                if (n < 0) {
                    break;
                }
                all += n;
            } catch (IOException _) {
                // the status is known: what the other says besides does not matter
                break;
            }
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    private static int left(long end) throws IOException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new java.net.SocketTimeoutException(
                    "no answer within " + LONGEST.toSeconds() + " seconds");
        }
        return (int) left;
    }
}
