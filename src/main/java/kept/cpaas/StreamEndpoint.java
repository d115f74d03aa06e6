package kept.cpaas;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The socket of one stream, opened by whoever held its ticket. It must begin with the call that the ticket was for.
final class StreamEndpoint extends Endpoint implements MessageHandler.Whole<String> {
    private static final Logger log = LoggerFactory.getLogger(StreamEndpoint.class);
    private static final Duration SILENT = Duration.ofSeconds(20);
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    private final ProviderCall call;
    private @Nullable Session session;
    private boolean begun;
    private volatile boolean over;

    StreamEndpoint(ProviderCall call) {
        this.call = call;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        opened.setMaxTextMessageBufferSize(StreamMessage.LONGEST);
        opened.setMaxBinaryMessageBufferSize(128);
        opened.setMaxIdleTimeout(SILENT.toMillis());
        opened.getAsyncRemote().setSendTimeout(SLOWEST.toMillis());
        opened.addMessageHandler(String.class, this);
    }

    @Override
    public void onMessage(String text) {
        StreamMessage message = StreamMessage.read(text).orElse(null);
        switch (message) {
            case null -> log.trace("A message of a stream is nothing to us.");
            case StreamMessage.Start start -> begin(start);
            case StreamMessage.Stop stop -> {
                over = true;
                said(stop);
            }
            default -> said(message);
        }
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        broke();
    }

    @Override
    public void onError(Session closed, Throwable why) {
        log.debug("The stream of call {} is in trouble; it closes.", call.id(), why);
    }

    private void said(StreamMessage message) {
        if (begun) {
            call.heard(message);
        }
    }

    private void begin(StreamMessage.Start start) {
        boolean right =
                call.isCalled(start.call())
                        && start.stream().matches("[A-Za-z0-9_-]{1,100}")
                        && start.encoding().equals("audio/x-mulaw");
        Session open = session;
        if (begun || !right || open == null) {
            log.warn("A stream that began as another call than {} is closed.", call.id());
            close(CloseCodes.VIOLATED_POLICY);
            return;
        }
        begun = true;
        String name = start.stream();
        var out = new StreamOut((text, went) -> send(open, text, went), this::broke);
        call.opened(new Wire(name, out), name);
    }

    private static void send(Session open, String text, Consumer<Boolean> went) {
        try {
            open.getAsyncRemote().sendText(text, result -> went.accept(result.isOK()));
        } catch (IllegalStateException _) {
            went.accept(false);
        }
    }

    private void broke() {
        boolean first = !over;
        over = true;
        if (first) {
            close(CloseCodes.GOING_AWAY);
            if (begun) {
                call.broke();
            }
        }
    }

    private void close(CloseCodes why) {
        Session open = session;
        try {
            if (open != null && open.isOpen()) {
                open.close(new CloseReason(why, ""));
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("A stream did not close; the server lets it go.", e);
        }
    }

    /// What a call may do with the socket.
    private final class Wire implements ProviderCall.Stream {
        private final String name;
        private final StreamOut out;

        Wire(String name, StreamOut out) {
            this.name = name;
            this.out = out;
        }

        @Override
        public void send(String text) {
            out.send(text, StreamMessage.clear(name));
        }

        @Override
        public void mark(String mark) {
            send(StreamMessage.mark(name, mark));
        }

        @Override
        public void close() {
            over = true;
            StreamEndpoint.this.close(CloseCodes.NORMAL_CLOSURE);
        }
    }
}
