package kept.voice;

import kept.KeptTest;

/// Calls by a provider that speaks SIP.
@KeptTest
class SipCallsTest extends CallContract {
    SipCallsTest() throws Exception {
        super(new SipOutside());
    }
}
