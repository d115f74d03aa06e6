package kept.cpaas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallNews;
import kept.sip.Direction;
import kept.sip.Ending;
import kept.sip.Mailbox;
import kept.sip.SessionDescription;
import kept.sip.SessionDescription.Format;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a call that came in by a provider and one of ours have in common: a stream of sound, and news of how the call stands. All but the
/// methods of [Call] and the sound runs in the mailbox of the call, which may wait for the provider.
abstract class ProviderCall implements Call {
    static final Logger log = LoggerFactory.getLogger(ProviderCall.class);
    private static final Duration STREAM_WITHIN = Duration.ofSeconds(15);
    private static final Duration NEWS_WITHIN = Duration.ofSeconds(2);

    final ProviderNetwork network;
    final Mailbox mailbox;
    final CallNews news;
    private final String id;
    private @Nullable SessionDescription ours;
    private @Nullable SessionDescription theirs;
    private @Nullable SessionDescription asked;
    private @Nullable Stream stream;
    private volatile @Nullable StreamAudio audio;
    private String mark = "";

    /// The open socket of a stream.
    interface Stream {
        void send(String text);

        void mark(String name);

        void close();
    }

    ProviderCall(ProviderNetwork network, String id) {
        this.network = network;
        this.id = id;
        mailbox = network.newMailbox();
        news = new CallNews(id, mailbox);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final void events(CallEvents events) {
        news.listener(events);
    }

    /// The provider knows neither hold nor offers: we ask by a mark, which it sends back when it has come to it.
    @Override
    public final void renegotiate(SessionDescription offer) {
        mailbox.post(() -> {
            Stream open = stream;
            SessionDescription before = ours;
            if (open != null && before != null && !news.over()) {
                if (offer.port() == before.port()) {
                    asked = offer;
                    mark = UUID.randomUUID().toString();
                    open.mark(mark);
                } else {
                    news.tell(events -> events.renegotiationRefused(488));
                }
            }
        });
    }

    @Override
    public final void refer(String target) {
        mailbox.post(() -> news.tell(events -> events.referEnded(501)));
    }

    @Override
    public final void hangUp() {
        mailbox.post(() -> {
            if (!news.over()) {
                hangUpThere();
                end(Ending.WE_HUNG_UP);
            }
        });
    }

    /// Tells the provider to let the call go.
    abstract void hangUpThere();

    /// Its name at the provider is right for this call.
    abstract boolean isCalled(String sid);

    /// How the call stands, as the provider says (`ringing`, `completed`).
    final void status(Map<String, String> form) {
        mailbox.post(() -> {
            known(form.getOrDefault("CallSid", ""));
            String status = form.getOrDefault("CallStatus", "");
            if (news.over()) {
                late(status);
            } else {
                stands(status, form);
            }
        });
    }

    /// The provider names it.
    void known(String sid) {}

    /// News of a call that is over for us, but perhaps not for the provider.
    void late(String status) {}

    abstract void stands(String status, Map<String, String> form);

    final boolean talking() {
        return stream != null && !news.over();
    }

    // --- the stream

    /// Sound is agreed; the provider is told where to bring it.
    String ticket(SessionDescription session) {
        ours = session;
        network.later(
                STREAM_WITHIN,
                mailbox,
                () -> {
                    if (stream == null && !news.over()) {
                        log.warn(
                                "{} did not open the stream of call {}. Can it reach {} by WebSocket?",
                                network.name(),
                                id,
                                network.streamsAt());
                        hangUpThere();
                        end(Ending.TIMED_OUT);
                    }
                });
        return network.streamUrl(network.tickets().issue(this));
    }

    /// The stream began; its sound flows from now on.
    ///
    /// @param name of the stream, as the provider wants to read it in what we send
    final void opened(Stream open, String name) {
        mailbox.post(() -> {
            SessionDescription session = ours;
            if (news.over() || stream != null || session == null) {
                open.close();
                return;
            }
            try {
                var sound =
                        new StreamAudio(
                                network.audio(),
                                network.mediaHost(),
                                session.port(),
                                said -> open.send(StreamMessage.media(name, said)));
                stream = open;
                audio = sound;
                SessionDescription there = session(sound.address());
                theirs = there;
                news.tell(events -> events.answered(there));
                begun();
            } catch (IOException e) {
                log.warn("Call {} has no port for its sound, so it is ended.", id, e);
                open.close();
                hangUpThere();
                end(Ending.TRANSPORT);
            }
        });
    }

    /// Both sides hear each other.
    void begun() {}

    /// By the thread of the stream.
    final void heard(StreamMessage message) {
        switch (message) {
            case StreamMessage.Media(byte[] sound, long at) -> {
                StreamAudio open = audio;
                if (open != null) {
                    open.heard(sound, at);
                }
            }
            case StreamMessage.Key(char digit) ->
                    mailbox.post(() -> news.tell(events -> events.digit(digit)));
            case StreamMessage.Mark(String name) -> mailbox.post(() -> marked(name));
            case StreamMessage.Stop() -> mailbox.post(() -> end(Ending.FAR_SIDE_HUNG_UP));
            case StreamMessage.Start _ -> {}
        }
    }

    /// The stream ended without a word. If the call was hung up as one does, the provider says so within a moment.
    final void broke() {
        network.later(
                NEWS_WITHIN,
                mailbox,
                () -> {
                    if (!news.over()) {
                        hangUpThere();
                        end(Ending.TRANSPORT);
                    }
                });
    }

    private void marked(String name) {
        SessionDescription wanted = asked;
        SessionDescription there = theirs;
        if (name.equals(mark) && wanted != null && there != null) {
            asked = null;
            ours = wanted;
            SessionDescription answer = there.with(wanted.direction().mirrored());
            news.tell(events -> events.answered(answer));
        }
    }

    private static SessionDescription session(InetSocketAddress where) {
        return new SessionDescription(
                where.getAddress().getHostAddress(),
                where.getPort(),
                List.of(Format.PCMU),
                Direction.SENDRECV,
                20,
                false,
                List.of(),
                List.of(),
                List.of());
    }

    // --- endings

    final void end(Ending ending) {
        if (news.last(events -> events.ended(ending))) {
            release();
        }
    }

    final void release() {
        network.forget(this);
        StreamAudio sound = audio;
        audio = null;
        if (sound != null) {
            sound.close();
        }
        Stream open = stream;
        if (open != null) {
            open.close();
        }
    }
}
