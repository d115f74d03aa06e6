package kept.sip;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stands in front of the stack's parser: screens each message, and puts in place of a request that must be refused a plain one with
/// the same Via, From, To, Call-ID and CSeq, which the gate then answers. So nothing a stranger wrote makes the stack throw or
/// speak.
final class ScreeningParser implements MessageParser {
    /// Without these no message can be understood; others are left out when they are malformed.
    private static final Set<Class<?>> NEEDED =
            Set.of(
                    From.class,
                    To.class,
                    CSeq.class,
                    CallID.class,
                    Via.class,
                    Contact.class,
                    Route.class,
                    RecordRoute.class,
                    MaxForwards.class,
                    ContentLength.class,
                    RequestLine.class,
                    StatusLine.class);

    private static final List<String> ONCE = List.of("from", "to", "call-id", "cseq");

    @Override
    public @Nullable SIPMessage parseSIPMessage(
            byte[] bytes,
            boolean readBody,
            boolean strict,
            @Nullable ParseExceptionListener listener)
            throws ParseException {
        RawMessage raw = RawMessage.read(bytes).orElse(null);
        if (raw == null || raw.excessive()) {
            return null;
        }
        if (!raw.request()) {
            if (ONCE.stream().anyMatch(name -> raw.count(name) != 1)) {
                throw new ParseException("An answer names its request once", 0);
            }
            return screened(parsed(bytes, readBody), raw, Optional.empty());
        }
        Optional<Verdict> verdict = MessageScreen.judge(raw, !readBody);
        if (verdict.isEmpty()) {
            try {
                return screened(withHops(parsed(bytes, readBody)), raw, verdict);
            } catch (ParseException e) {
                verdict = Optional.of(Verdict.malformed("Message"));
            }
        }
        return standIn(raw, !readBody, verdict);
    }

    /// Those who follow RFC 2543 send no Max-Forwards, which the stack insists on.
    private static SIPMessage withHops(SIPMessage message) throws ParseException {
        if (message instanceof SIPRequest request && request.getMaxForwards() == null) {
            Headers.add(request, "Max-Forwards", "70");
        }
        return message;
    }

    private static SIPMessage parsed(byte[] bytes, boolean readBody) throws ParseException {
        try {
            SIPMessage message =
                    new StringMsgParser()
                            .parseSIPMessage(bytes, readBody, false, ScreeningParser::complain);
            if (message == null) {
                throw new ParseException("empty", 0);
            }
            return message;
        } catch (RuntimeException e) {
            throw new ParseException("malformed", 0);
        }
    }

    private static void complain(
            ParseException problem,
            SIPMessage message,
            @Nullable Class<?> header,
            String text,
            @Nullable String whole)
            throws ParseException {
        if (header != null && NEEDED.contains(header)) {
            throw problem;
        }
        message.addUnparsed(text);
    }

    /// Null where not even a plain request can be made: then nobody is answered.
    private static @Nullable SIPMessage standIn(
            RawMessage raw, boolean stream, Optional<Verdict> verdict) {
        SIPMessage close = tried(PlainRequest.of(raw, false, stream), stream);
        SIPMessage standIn =
                close != null ? close : tried(PlainRequest.of(raw, true, stream), stream);
        return standIn == null ? null : screened(standIn, raw, verdict);
    }

    private static @Nullable SIPMessage tried(String text, boolean stream) {
        try {
            return parsed(text.getBytes(StandardCharsets.UTF_8), !stream);
        } catch (ParseException e) {
            return null;
        }
    }

    private static SIPMessage screened(
            SIPMessage message, RawMessage raw, Optional<Verdict> verdict) {
        new Screened(raw, verdict, Optional.empty()).attachTo(message);
        return message;
    }
}
