package kept.sip;

import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;

/// Something done with the stack, which may refuse it for reasons a far side can cause at any time.
@FunctionalInterface
interface Step {
    void run() throws SipException, ParseException, InvalidArgumentException;
}
