package kept.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipFactory;
import javax.sip.address.AddressFactory;
import javax.sip.header.HeaderFactory;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;

/// The factories of the stack, made once.
final class Headers {
    static final HeaderFactory FACTORY;
    static final AddressFactory ADDRESSES;
    static final MessageFactory MESSAGES;

    static {
        try {
            SipFactory factory = SipFactory.getInstance();
            factory.setPathName("gov.nist");
            FACTORY = factory.createHeaderFactory();
            ADDRESSES = factory.createAddressFactory();
            MESSAGES = factory.createMessageFactory();
        } catch (PeerUnavailableException e) {
            throw new IllegalStateException("The SIP stack is not on the class path", e);
        }
    }

    private Headers() {}

    /// Adds a header, which may hold a list.
    static void add(Message message, String name, String value) throws ParseException {
        var header = StringMsgParser.parseSIPHeader(name + ": " + value);
        ((SIPMessage) message).attachHeader(header, false);
    }
}
