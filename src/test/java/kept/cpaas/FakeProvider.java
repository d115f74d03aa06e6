package kept.cpaas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kept.media.Codec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A provider in the cloud, as far as we use it: it calls webhooks, does what it is told there, and streams sound both ways. Its callers
/// hum.
public final class FakeProvider implements AutoCloseable {
    public static final String ACCOUNT = "AC0123456789abcdef";
    public static final String SECRET = "12345678901234567890";
    private static final Pattern STREAM = Pattern.compile("<Stream url=\"([^\"]+)\"/>");
    private static final int PIECE = 160;

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(2);
    private final Map<String, Far> calls = new ConcurrentHashMap<>();
    private final BlockingQueue<Far> ordered = new LinkedBlockingQueue<>();
    private final AtomicInteger count = new AtomicInteger(100);
    private final int hum;

    /// Everything it was asked, as `Calls.json To=+43...`.
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public volatile int answersWith = 201;
    private String called = "";
    private int port;

    /// @param hum of its callers, in hertz
    public FakeProvider(int hum) throws IOException {
        this.hum = hum;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/2010-04-01/Accounts/" + ACCOUNT, this::asked);
        server.start();
    }

    public String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/2010-04-01";
    }

    /// @param address which it calls, as the house gives it
    /// @param really the port at which the house listens, whatever its address says
    public void calls(String address, int really) {
        called = address;
        port = really;
    }

    // --- what happens in the network

    /// Somebody calls.
    public Far calls(String from, String to) throws Exception {
        var far = new Far("CA%032x".formatted(count.incrementAndGet()), to, "");
        calls.put(far.sid, far);
        far.does(webhook(called, form(far.sid, from, to, "ringing")));
        return far;
    }

    /// Waits until a call is ordered.
    public Far isToCall() throws InterruptedException {
        var far = ordered.poll(10, TimeUnit.SECONDS);
        if (far == null) {
            throw new AssertionError("no call was ordered");
        }
        return far;
    }

    /// The form of a webhook.
    public static Map<String, String> form(String sid, String from, String to, String status) {
        var form = new TreeMap<String, String>();
        form.put("AccountSid", ACCOUNT);
        form.put("ApiVersion", "2010-04-01");
        form.put("CallSid", sid);
        form.put("CallStatus", status);
        form.put("Direction", "inbound");
        form.put("From", from);
        form.put("To", to);
        return form;
    }

    /// Calls a webhook and gives its answer.
    public HttpResponse<String> webhook(String address, Map<String, String> form) throws Exception {
        return webhook(address, form, Signature.of(SECRET, address, form));
    }

    public HttpResponse<String> webhook(
            String address, Map<String, String> form, @Nullable String signature) throws Exception {
        var fields = new ArrayList<String>();
        form.forEach((name, value) -> fields.addAll(List.of(name, value)));
        return webhook(address, Form.write(fields), signature);
    }

    public HttpResponse<String> webhook(String address, byte[] body, @Nullable String signature)
            throws Exception {
        var request =
                HttpRequest.newBuilder(really(address))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (signature != null) {
            request.header(Signature.HEADER, signature);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Opens a stream.
    public WebSocket stream(String url, WebSocket.Listener listener) throws Exception {
        return http.newWebSocketBuilder()
                .buildAsync(really(url), listener)
                .get(10, TimeUnit.SECONDS);
    }

    private URI really(String address) {
        return URI.create(address.replaceFirst("//[^/]+", "//127.0.0.1:" + port));
    }

    private void asked(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath().replaceFirst(".*/Accounts/[^/]+/", "");
        var form = new TreeMap<String, String>();
        for (String part : body.split("&")) {
            String[] pair = part.split("=", 2);
            form.merge(
                    pair[0],
                    URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                    (a, b) -> a + " " + b);
        }
        asked.add(path + " " + form);
        String right =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (ACCOUNT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        int status =
                right.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        ? done(path, form)
                        : 401;
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private int done(String path, Map<String, String> form) {
        if (answersWith >= 300) {
            return answersWith;
        }
        if (path.equals("Calls.json")) {
            var far =
                    new Far(
                            "CA%032x".formatted(count.incrementAndGet()),
                            form.getOrDefault("To", ""),
                            form.getOrDefault("Url", ""));
            calls.put(far.sid, far);
            ordered.add(far);
            Thread.ofVirtual().start(() -> far.tells("initiated"));
            return 201;
        }
        var far = calls.get(path.replaceAll("^Calls/|\\.json$", ""));
        if (far == null) {
            return 404;
        }
        far.isHungUp();
        return 200;
    }

    /// One call, and who is behind it.
    public final class Far {
        public final String sid;
        public final String called;
        private final String ours;
        private final String streamSid = "MZ%032x".formatted(count.incrementAndGet());
        private final short[] heard = new short[4_000];
        private int heardAt;
        private volatile @Nullable WebSocket socket;
        private volatile @Nullable ScheduledFuture<?> humming;
        private volatile boolean over;
        public volatile String answer = "";

        Far(String sid, String called, String ours) {
            this.sid = sid;
            this.called = called;
            this.ours = ours;
        }

        public boolean talks() {
            return socket != null && !over;
        }

        public boolean over() {
            return over;
        }

        /// Does what the house wants.
        void does(HttpResponse<String> wanted) throws Exception {
            answer = wanted.statusCode() + " " + wanted.body();
            Matcher stream = STREAM.matcher(answer);
            if (stream.find()) {
                streams(stream.group(1));
            } else {
                over = true;
            }
        }

        private void streams(String url) throws Exception {
            var open = stream(url, new Ears());
            socket = open;
            say("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
            say(
                    """
                    {"event":"start","sequenceNumber":"1","start":{"accountSid":"%s","streamSid":"%s","callSid":"%s","tracks":["inbound"],\
                    "mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},"customParameters":{}},"streamSid":"%s"}\
                    """
                            .formatted(ACCOUNT, streamSid, sid, streamSid));
            var chunk = new AtomicInteger();
            humming =
                    pace.scheduleAtFixedRate(
                            () -> hum(chunk.getAndIncrement()), 0, 20, TimeUnit.MILLISECONDS);
        }

        private void hum(int chunk) {
            byte[] sound = new byte[PIECE];
            for (int i = 0; i < PIECE; i++) {
                double angle = 2 * Math.PI * hum * (chunk * PIECE + i) / 8_000;
                sound[i] = Codec.PCMU.encode((short) (8_000 * Math.sin(angle)));
            }
            say(
                    "{\"event\":\"media\",\"sequenceNumber\":\"%d\",\"media\":{\"track\":\"inbound\",\"chunk\":\"%d\",\"timestamp\":\"%d\",\"payload\":\"%s\"},\"streamSid\":\"%s\"}"
                            .formatted(
                                    chunk + 2,
                                    chunk + 1,
                                    20 * chunk,
                                    Base64.getEncoder().encodeToString(sound),
                                    streamSid));
        }

        synchronized void say(String text) {
            var open = socket;
            if (open != null && !open.isOutputClosed()) {
                try {
                    open.sendText(text, true).get(5, TimeUnit.SECONDS);
                } catch (Exception _) {
                    // the stream is closing
                }
            }
        }

        public void rings() {
            tells("ringing");
        }

        public void answers() throws Exception {
            tells("answered");
            does(webhook(ours, form(sid, "", called, "in-progress")));
        }

        public void isBusy() {
            over = true;
            tells("busy");
        }

        public void presses(char key) {
            say(
                    "{\"event\":\"dtmf\",\"streamSid\":\"%s\",\"sequenceNumber\":\"5\",\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"%s\"}}"
                            .formatted(streamSid, key));
        }

        public void hangsUp() {
            stopHumming();
            say(
                    "{\"event\":\"stop\",\"sequenceNumber\":\"9\",\"streamSid\":\"%s\",\"stop\":{\"accountSid\":\"%s\",\"callSid\":\"%s\"}}"
                            .formatted(streamSid, ACCOUNT, sid));
            over = true;
            closeStream();
            tells("completed");
        }

        /// The stream breaks, and the provider says nothing.
        public void breaks() {
            stopHumming();
            over = true;
            var open = socket;
            if (open != null) {
                open.abort();
            }
        }

        void isHungUp() {
            stopHumming();
            if (!over) {
                over = true;
                closeStream();
                Thread.ofVirtual().start(() -> tells("completed"));
            }
        }

        private void closeStream() {
            var open = socket;
            if (open != null) {
                var _ = open.sendClose(WebSocket.NORMAL_CLOSURE, "");
            }
        }

        private void stopHumming() {
            var now = humming;
            if (now != null) {
                now.cancel(false);
            }
        }

        /// Tells the house how the call stands.
        public void tells(String status) {
            try {
                String where = ours.isEmpty() ? called() + "/status" : ours + "/status";
                var _ = webhook(where, form(sid, "", called, status));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private String called() {
            return FakeProvider.this.called;
        }

        /// Half a second of what it heard last.
        public short[] heard() {
            synchronized (heard) {
                return Arrays.copyOf(heard, heard.length);
            }
        }

        private void hears(String text) {
            JsonNode message = JsonMapper.shared().readTree(text);
            if (message.path("event").stringValue("").equals("mark")) {
                say(text);
                return;
            }
            byte[] sound =
                    Base64.getDecoder()
                            .decode(message.path("media").path("payload").stringValue(""));
            synchronized (heard) {
                for (byte code : sound) {
                    heard[heardAt++ % heard.length] = Codec.PCMU.decode(code);
                }
            }
        }

        private final class Ears implements WebSocket.Listener {
            private final StringBuilder text = new StringBuilder();

            @Override
            public @Nullable CompletionStage<?> onText(
                    WebSocket from, CharSequence part, boolean last) {
                text.append(part);
                if (last) {
                    String whole = text.toString();
                    text.setLength(0);
                    hears(whole);
                }
                from.request(1);
                return null;
            }

            @Override
            public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
                stopHumming();
                return null;
            }

            @Override
            public void onError(WebSocket from, Throwable error) {
                stopHumming();
            }
        }
    }

    @Override
    public void close() {
        calls.values().forEach(Far::stopHumming);
        pace.shutdownNow();
        server.stop(0);
        http.shutdownNow();
    }
}
