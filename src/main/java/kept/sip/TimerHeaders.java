package kept.sip;

import java.text.ParseException;
import javax.sip.message.Response;

/// Writes an agreed session timer into our 200 (RFC 4028 section 9).
final class TimerHeaders {
    private TimerHeaders() {}

    static void add(Response response, SessionTimer timer) throws ParseException {
        Headers.add(response, "Supported", Methods.SUPPORTED);
        String refresher = timer.weRefresh() ? "uas" : "uac";
        Headers.add(response, "Session-Expires", timer.seconds() + ";refresher=" + refresher);
        if (!timer.weRefresh()) {
            Headers.add(response, "Require", Methods.SUPPORTED);
        }
    }
}
