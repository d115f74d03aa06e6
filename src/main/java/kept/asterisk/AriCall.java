package kept.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import kept.sip.Call;
import kept.sip.CallEvents;
import kept.sip.CallNews;
import kept.sip.Direction;
import kept.sip.Ending;
import kept.sip.Mailbox;
import kept.sip.SessionDescription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a call that came in by Asterisk and one of ours have in common. All but the methods of [Call] runs in the mailbox of the call,
/// which may wait for Asterisk.
abstract class AriCall implements Call {
    static final Logger log = LoggerFactory.getLogger(AriCall.class);
    private static final Duration DESTROYED_WITHIN = Duration.ofMillis(1_500);

    final AsteriskNetwork network;
    final String channel;
    final Mailbox mailbox;
    final CallNews news;
    private @Nullable ExternalMedia media;
    private @Nullable SessionDescription ours;
    private boolean hangupAsked;
    private int cause;

    AriCall(AsteriskNetwork network, String channel) {
        this.network = network;
        this.channel = channel;
        mailbox = network.newMailbox();
        news = new CallNews(channel, mailbox);
    }

    @Override
    public final String id() {
        return channel;
    }

    @Override
    public final void events(CallEvents events) {
        news.listener(events);
    }

    @Override
    public final void renegotiate(SessionDescription offer) {
        mailbox.post(() -> reoffered(offer));
    }

    /// Asterisk puts calls through by its own dialplan, and to its own telephones.
    @Override
    public final void refer(String target) {
        mailbox.post(() -> news.tell(events -> events.referEnded(501)));
    }

    /// Something happened to its channel.
    final void happened(AriEvent event) {
        mailbox.post(() -> {
            if (news.over()) {
                return;
            }
            switch (event.type()) {
                case "StasisStart" -> entered();
                case "ChannelStateChange" -> state(event.state());
                case "Dial" -> state(event.dialStatus());
                case "ChannelDtmfReceived" -> key(event.digit());
                case "ChannelHold" -> held(Direction.SENDONLY);
                case "ChannelUnhold" -> held(Direction.SENDRECV);
                case "ChannelHangupRequest" -> {
                    hangupAsked = true;
                    because(event.cause());
                }
                case "StasisEnd" -> network.later(DESTROYED_WITHIN, mailbox, this::leftUs);
                case "ChannelDestroyed" -> {
                    because(event.cause());
                    over();
                }
                default -> log.trace("{} is nothing to us.", event.type());
            }
        });
    }

    /// The channel of its audio is gone, so nobody hears anything any more.
    final void audioGone(String audio) {
        mailbox.post(() -> {
            if (media != null && media.channel().equals(audio) && !news.over()) {
                hangUpThere("normal");
                end(Ending.TRANSPORT);
            }
        });
    }

    /// Asterisk no longer knows the channel, and nobody heard why.
    final void lost() {
        mailbox.post(() -> {
            try {
                // it may have come just now
                if (!news.over() && network.ari().get("/channels/" + channel).gone()) {
                    log.info("Call {} went while Asterisk could not be heard.", channel);
                    over();
                }
            } catch (IOException e) {
                log.debug("Asterisk does not say whether {} is there.", channel, e);
            }
        });
    }

    final boolean talking() {
        return media != null && !news.over();
    }

    /// It came into our application.
    void entered() {}

    /// Its state, or what became of calling: `Ringing`, `RINGING`, `BUSY`.
    void state(String state) {}

    /// It ended before anybody talked.
    abstract void overBeforeTalking(int cause);

    /// Lets audio flow.
    final void connect(SessionDescription session) throws IOException {
        media =
                ExternalMedia.open(
                        network.ari(), network.place(), network::entrance, channel, session);
        ours = session;
        network.hears(media.channel(), this);
        SessionDescription theirs = media.session();
        news.tell(events -> events.answered(theirs));
    }

    final void end(Ending ending) {
        if (news.last(events -> events.ended(ending))) {
            release();
        }
    }

    final void release() {
        network.forget(this);
        ExternalMedia open = media;
        media = null;
        if (open != null) {
            network.deaf(open.channel());
            open.close();
        }
    }

    /// @param reason normal, busy, congestion, no_answer
    final void hangUpThere(String reason) {
        try {
            var _ = network.ari().delete("/channels/" + channel, Map.of("reason", reason));
        } catch (IOException e) {
            log.warn(
                    "Asterisk was not told to hang up {}; its caller hears nothing until he does.",
                    channel,
                    e);
        }
    }

    private void because(int told) {
        if (told > 0) {
            cause = told;
        }
    }

    private void key(String digit) {
        if (digit.matches("[0-9A-D*#]")) {
            news.tell(events -> events.digit(digit.charAt(0)));
        }
    }

    private void held(Direction direction) {
        ExternalMedia open = media;
        if (open != null) {
            SessionDescription wanted = open.session().with(direction);
            news.tell(events -> {
                var _ = events.renegotiated(wanted);
            });
        }
    }

    private void over() {
        if (media == null) {
            overBeforeTalking(cause);
        } else {
            end(Cause.ending(cause, hangupAsked));
        }
    }

    /// It left our application, and the news that it is destroyed has not come: older Asterisks do not send it.
    private void leftUs() {
        if (news.over()) {
            return;
        }
        try {
            if (network.ari().get("/channels/" + channel).done()) {
                // the dialplan or somebody else has taken it on
                end(Ending.FAR_SIDE_HUNG_UP);
            } else {
                over();
            }
        } catch (IOException _) {
            end(Ending.TRANSPORT);
        }
    }

    /// We ask whether the far side is there, or hold it. Only Asterisk can tell; where it does not answer, nothing is said.
    private void reoffered(SessionDescription offer) {
        ExternalMedia open = media;
        SessionDescription before = ours;
        if (open == null || before == null || news.over()) {
            return;
        }
        if (offer.port() != before.port()) {
            news.tell(events -> events.renegotiationRefused(488));
            return;
        }
        try {
            var found = network.ari().get("/channels/" + channel);
            if (found.gone()) {
                over();
            } else if (found.done()) {
                hold(before.direction(), offer.direction());
                ours = offer;
                SessionDescription theirs = open.session().with(offer.direction().mirrored());
                news.tell(events -> events.answered(theirs));
            }
        } catch (IOException e) {
            log.debug("Asterisk does not say whether {} is there.", channel, e);
        }
    }

    private void hold(Direction before, Direction after) throws IOException {
        var holds = Set.of(Direction.SENDONLY, Direction.INACTIVE);
        if (holds.contains(after) && !holds.contains(before)) {
            var _ = network.ari().post("/channels/" + channel + "/hold", Map.of());
        } else if (holds.contains(before) && !holds.contains(after)) {
            var _ = network.ari().delete("/channels/" + channel + "/hold", Map.of());
        }
    }
}
