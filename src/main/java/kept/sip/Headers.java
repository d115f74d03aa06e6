package kept.sip;

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

    static void add(Message message, String name, String value) throws ParseException {
        message.addHeader(FACTORY.createHeader(name, value));
    }
}
