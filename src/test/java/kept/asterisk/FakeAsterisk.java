package kept.asterisk;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import kept.media.AudioPort;
import kept.media.Codec;
import kept.media.MediaPorts;
import kept.media.MediaSettings;
import kept.media.Sound;
import kept.media.Tones;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/// An Asterisk as far as we use it: a web server that answers and tells what Asterisk 20 does, in its words, and real RTP. Its callers hum.
public final class FakeAsterisk implements AutoCloseable {
    public static final String USER = "kept";
    public static final String PASSWORD = "let us in";

    private final Tomcat server = new Tomcat();
    private final MediaPorts ports =
            MediaPorts.open(new MediaSettings("127.0.0.1", 31_000, 35_999));
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final Map<String, AudioPort> audio = new ConcurrentHashMap<>();
    private final List<Session> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Channel> dialled = new LinkedBlockingQueue<>();
    private final Set<String> inside = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
    private final AtomicInteger count = new AtomicInteger();
    private final int hum;

    /// Everything it was asked, as `POST /channels/1/answer`.
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /// Whether it tells where it hears at once, as newer ones do.
    public volatile boolean tellsVariables;

    /// Whether it forgets to say that a channel was destroyed, as older ones do.
    public volatile boolean forgetsEnds;

    public volatile boolean refusesCalls;
    private volatile boolean deaf;

    /// @param hum of its callers, in hertz
    public FakeAsterisk(int hum) throws LifecycleException, IOException {
        this.hum = hum;
        server.setBaseDir(Files.createTempDirectory("asterisk").toString());
        server.setHostname("127.0.0.1");
        server.setPort(0);
        server.getConnector().setProperty("address", "127.0.0.1");
        var context = server.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        Tomcat.addServlet(context, "ari", new Rest());
        context.addServletMappingDecoded("/ari/*", "ari");
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getConnector().getLocalPort();
    }

    // --- what happens in the network

    /// Somebody calls; its dialplan hands him to the application.
    public Channel calls(String from, String called) {
        return calls(from, called, "allowed_not_screened");
    }

    /// The same of somebody who may want to hide, though his number comes along.
    ///
    /// @param presentation as Asterisk names it: `prohib_not_screened`
    public Channel calls(String from, String called, String presentation) {
        String id = "%d.%d".formatted(1_700_000_000 + count.get(), count.incrementAndGet());
        var channel = new Channel(id, "PJSIP/provider-%08x".formatted(count.get()), from, called);
        channel.state = "Ring";
        channel.presentation = presentation;
        channels.put(id, channel);
        tell(channel, "StasisStart", "\"args\":[]");
        return channel;
    }

    /// Waits until it is to call somebody.
    public Channel isToCall() throws InterruptedException {
        var channel = dialled.poll(10, TimeUnit.SECONDS);
        if (channel == null) {
            throw new AssertionError("Asterisk was never asked to call");
        }
        return channel;
    }

    /// The stream of events breaks; calls go on.
    public void breakStream() throws IOException {
        for (var session : listeners) {
            session.close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, ""));
        }
    }

    /// From now on nothing of what happens is told.
    public void deaf(boolean now) {
        deaf = now;
    }

    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /// Tells something as it is.
    public void say(String event) {
        for (var session : listeners) {
            synchronized (session) {
                try {
                    session.getBasicRemote().sendText(event);
                } catch (IOException | IllegalStateException _) {
                    // who went does not hear it
                }
            }
        }
    }

    /// One channel, and who is behind it.
    public final class Channel {
        public final String id;
        public final String exten;
        private final String name;
        private final String from;
        private volatile String state = "Down";
        private volatile String presentation = "";
        private volatile @Nullable AudioPort ear;

        Channel(String id, String name, String from, String exten) {
            this.id = id;
            this.name = name;
            this.from = from;
            this.exten = exten;
        }

        /// Where its caller hears and hums; none before it is in a bridge.
        public @Nullable AudioPort ear() {
            return ear;
        }

        public boolean gone() {
            return !channels.containsKey(id);
        }

        public void ringsThere() {
            state = "Ringing";
            tell(this, "ChannelStateChange", "");
            say(
                    "{\"type\":\"Dial\",%s,\"dialstatus\":\"RINGING\",\"dialstring\":\"%s\",\"forward\":\"\",\"peer\":%s}"
                            .formatted(head(), exten, json()));
        }

        public void answers() {
            state = "Up";
            tell(this, "ChannelStateChange", "");
            tell(this, "StasisStart", "\"args\":[]");
        }

        public void presses(char key) {
            tell(this, "ChannelDtmfReceived", "\"digit\":\"" + key + "\",\"duration_ms\":120");
        }

        public void holds(boolean now) {
            tell(
                    this,
                    now ? "ChannelHold" : "ChannelUnhold",
                    now ? "\"musicclass\":\"default\"" : "");
        }

        /// It ends.
        ///
        /// @param cause of Q.850
        public void ends(int cause) {
            if (channels.remove(id) == null) {
                return;
            }
            tell(this, "ChannelHangupRequest", "\"cause\":" + cause);
            tell(this, "StasisEnd", "");
            if (!forgetsEnds) {
                destroyed(cause);
            }
            var open = ear;
            if (open != null) {
                open.stopPlaying();
                open.sending(false);
            }
        }

        /// It ends before it was ever in the application.
        public void isRefused(int cause) {
            channels.remove(id);
            destroyed(cause);
        }

        private void destroyed(int cause) {
            tell(
                    this,
                    "ChannelDestroyed",
                    "\"cause\":%d,\"cause_txt\":\"%s\""
                            .formatted(cause, cause == 16 ? "Normal Clearing" : "Unknown"));
        }

        private String json() {
            return """
            {"id":"%s","name":"%s","state":"%s","protocol_id":"b2f1-%s","caller":{"name":"","number":"%s"},\
            "connected":{"name":"","number":""},"accountcode":"","dialplan":{"context":"from-provider","exten":"%s",\
            "priority":2,"app_name":"Stasis","app_data":"kept"},"creationtime":"2026-11-25T10:00:00.000+0000","language":"en"}\
            """
                    .formatted(id, name, state, id, from, exten);
        }
    }

    private static String head() {
        return "\"timestamp\":\"2026-11-25T10:00:00.000+0000\",\"asterisk_id\":\"42:01:0a:a4:00:03\",\"application\":\"kept\"";
    }

    private void tell(Channel channel, String type, String more) {
        if (!deaf) {
            say(
                    "{\"type\":\"%s\",%s,%s\"channel\":%s}"
                            .formatted(
                                    type,
                                    head(),
                                    more.isEmpty() ? "" : more + ",",
                                    channel.json()));
        }
    }

    @Override
    public void close() throws LifecycleException {
        if (!server.getServer().getState().isAvailable()) {
            return;
        }
        server.stop();
        later.shutdownNow();
        server.destroy();
        ports.close();
    }

    // --- its web server

    private static boolean known(HttpServletRequest request) {
        String right =
                Base64.getEncoder()
                        .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + right).equals(request.getHeader("Authorization"));
    }

    private final class Rest extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, jakarta.servlet.ServletException {
            String path = request.getPathInfo();
            if (!known(request)) {
                response.sendError(401);
                return;
            }
            if (path.equals("/events")) {
                upgrade(request, response);
                return;
            }
            asked.add(request.getMethod() + " " + path);
            var answer = answer(request, path.substring(1).split("/"));
            response.setStatus(answer.status);
            response.setContentType("application/json");
            response.getOutputStream().write(answer.body.getBytes(StandardCharsets.UTF_8));
        }

        private void upgrade(HttpServletRequest request, HttpServletResponse response)
                throws IOException, jakarta.servlet.ServletException {
            var container =
                    (ServerContainer)
                            request.getServletContext()
                                    .getAttribute(ServerContainer.class.getName());
            var config =
                    ServerEndpointConfig.Builder.create(Events.class, "/ari/events")
                            .configurator(
                                    new ServerEndpointConfig.Configurator() {
                                        @Override
                                        public <T> T getEndpointInstance(Class<T> type) {
                                            return type.cast(new Events(listeners));
                                        }
                                    })
                            .build();
            try {
                container.upgradeHttpToWebSocket(request, response, config, Map.of());
            } catch (jakarta.websocket.DeploymentException e) {
                throw new jakarta.servlet.ServletException(e);
            }
        }

        private Reply answer(HttpServletRequest request, String[] path) throws IOException {
            String what =
                    request.getMethod() + " " + path[0] + (path.length > 2 ? " " + path[2] : "");
            return switch (what) {
                case "GET channels" ->
                        path.length == 1
                                ? new Reply(
                                        200,
                                        channels.values().stream()
                                                .map(Channel::json)
                                                .collect(Collectors.joining(",", "[", "]")))
                                : found(path[1], Channel::json);
                case "POST channels" ->
                        path.length == 1 ? originate(request) : externalMedia(request);
                case "GET channels variable" -> variable(path[1], request.getParameter("variable"));
                case "POST channels answer" -> {
                    var channel = channels.get(path[1]);
                    if (channel == null) {
                        yield Reply.NOT_FOUND;
                    }
                    channel.state = "Up";
                    tell(channel, "ChannelStateChange", "");
                    yield Reply.NO_CONTENT;
                }
                case "POST channels ring", "POST channels hold", "DELETE channels hold" ->
                        channels.containsKey(path[1]) ? Reply.NO_CONTENT : Reply.NOT_FOUND;
                case "DELETE channels" -> hangUp(path[1]);
                case "POST bridges" -> new Reply(200, "{\"id\":\"" + path[1] + "\"}");
                case "POST bridges addChannel" -> together(request.getParameter("channel"));
                case "DELETE bridges" -> Reply.NO_CONTENT;
                case "POST applications subscription" -> new Reply(200, "{\"name\":\"kept\"}");
                default -> Reply.NOT_FOUND;
            };
        }

        private Reply found(String id, java.util.function.Function<Channel, String> body) {
            var channel = channels.get(id);
            return channel == null ? Reply.NOT_FOUND : new Reply(200, body.apply(channel));
        }

        private Reply originate(HttpServletRequest request) {
            if (refusesCalls) {
                return new Reply(500, "{\"error\":\"Allocation failed\"}");
            }
            String number = request.getParameter("endpoint").replaceAll("^PJSIP/|@.*$", "");
            var channel =
                    new Channel(
                            request.getParameter("channelId"),
                            "PJSIP/provider-%08x".formatted(count.incrementAndGet()),
                            String.valueOf(request.getParameter("callerId")),
                            number);
            channels.put(channel.id, channel);
            dialled.add(channel);
            return new Reply(200, channel.json());
        }

        private Reply externalMedia(HttpServletRequest request) throws IOException {
            String id = request.getParameter("channelId");
            var uri = URI.create("udp://" + request.getParameter("external_host"));
            var port = ports.take(id);
            port.to(
                    new InetSocketAddress(InetAddress.getByName(uri.getHost()), uri.getPort()),
                    request.getParameter("format").equals("alaw") ? Codec.PCMA : Codec.PCMU,
                    OptionalInt.empty());
            audio.put(id, port);
            var channel = new Channel(id, "UnicastRTP/127.0.0.1:0-0x7f", "", "s");
            channel.state = "Up";
            channels.put(id, channel);
            // as the real one, which answers first
            var _ = later.schedule(() -> enters(channel), 30, TimeUnit.MILLISECONDS);
            String variables =
                    ",\"channelvars\":{\"UNICASTRTP_LOCAL_PORT\":\"%d\",\"UNICASTRTP_LOCAL_ADDRESS\":\"127.0.0.1\"}}"
                            .formatted(port.port());
            return new Reply(
                    200,
                    tellsVariables ? channel.json().replaceFirst("}$", variables) : channel.json());
        }

        private void enters(Channel channel) {
            inside.add(channel.id);
            tell(channel, "StasisStart", "\"args\":[]");
        }

        private Reply variable(String id, String name) {
            var caller = channels.get(id);
            if (caller != null && name.equals("CALLERID(pres)")) {
                return new Reply(200, "{\"value\":\"" + caller.presentation + "\"}");
            }
            var port = audio.get(id);
            if (port == null) {
                return Reply.NOT_FOUND;
            }
            if (!inside.contains(id)) {
                return new Reply(409, "{\"message\":\"Channel not in Stasis application\"}");
            }
            String value = name.endsWith("PORT") ? String.valueOf(port.port()) : "127.0.0.1";
            return new Reply(200, "{\"value\":\"" + value + "\"}");
        }

        private Reply together(String who) {
            var ids = who.split(",");
            var caller = channels.get(ids[0]);
            var port = audio.get(ids[1]);
            if (caller == null || port == null || !inside.contains(ids[1])) {
                return new Reply(422, "{\"message\":\"Channel not in Stasis application\"}");
            }
            caller.ear = port;
            port.playLoop(Sound.of(Tones.wave(Duration.ofSeconds(1), 8_000, hum)));
            return Reply.NO_CONTENT;
        }

        private Reply hangUp(String id) {
            var channel = channels.get(id);
            if (channel == null) {
                return Reply.NOT_FOUND;
            }
            channel.ends(16);
            var port = audio.remove(id);
            if (port != null) {
                port.close();
            }
            return Reply.NO_CONTENT;
        }
    }

    private record Reply(int status, String body) {
        static final Reply NO_CONTENT = new Reply(204, "");
        static final Reply NOT_FOUND = new Reply(404, "{\"message\":\"Channel not found\"}");
    }

    /// The stream of events.
    static final class Events extends Endpoint {
        private final List<Session> listeners;

        Events(List<Session> listeners) {
            this.listeners = listeners;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            listeners.add(session);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            listeners.remove(session);
        }
    }

    /// A name that nobody else has.
    public static String someName() {
        return "asterisk " + UUID.randomUUID().toString().substring(0, 8);
    }
}
