package kept.sip;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.RequestEvent;
import javax.sip.address.Address;
import javax.sip.header.ReferToHeader;
import javax.sip.message.Request;

/// Sends a far side on to somebody else, or is sent on by it (REFER, RFC 3515).
final class Transfer {
    private static final Pattern STATUS =
            Pattern.compile("SIP/2\\.0 ([1-6]\\d\\d)\\b.*", Pattern.DOTALL);
    private final Leg leg;

    Transfer(Leg leg) {
        this.leg = leg;
    }

    void ask(String target) {
        boolean sent =
                leg.attempt(
                        "refer",
                        () -> {
                            Request request = leg.within(Request.REFER);
                            Address to = Headers.ADDRESSES.createAddress("<" + target + ">");
                            request.addHeader(Headers.FACTORY.createReferToHeader(to));
                            leg.send(request);
                        });
        if (!sent) {
            leg.tell(listener -> listener.referEnded(400));
        }
    }

    void answered(int status) {
        if (status >= 300) {
            leg.tell(listener -> listener.referEnded(status));
        }
    }

    /// The far side tells how its new call goes.
    void notified(RequestEvent event) {
        leg.respond(event, 200, "OK");
        byte[] body = event.getRequest().getRawContent();
        var status =
                STATUS.matcher(body == null ? "" : new String(body, StandardCharsets.US_ASCII));
        if (status.matches() && !status.group(1).startsWith("1")) {
            int number = Integer.parseInt(status.group(1));
            leg.tell(listener -> listener.referEnded(number));
        }
    }

    void asked(RequestEvent event) {
        Optional<String> target =
                event.getRequest().getHeader(ReferToHeader.NAME) instanceof ReferToHeader to
                        ? Optional.of(to.getAddress().getURI().toString())
                        : Optional.empty();
        if (target.isEmpty()) {
            leg.respond(event, 400, "Missing Refer-To");
            return;
        }
        boolean taken =
                leg.listener().map(listener -> listener.referred(target.get())).orElse(false);
        if (!taken) {
            leg.respond(event, 603, "Decline");
            return;
        }
        leg.respond(event, 202, "Accepted");
        leg.attempt(
                "tell of the transfer of",
                () -> {
                    Request notify = leg.within(Request.NOTIFY);
                    Headers.add(notify, "Event", "refer");
                    Headers.add(notify, "Subscription-State", "terminated;reason=noresource");
                    Wire.body(notify, "message", "sipfrag", "SIP/2.0 200 OK\r\n");
                    leg.send(notify);
                });
    }
}
