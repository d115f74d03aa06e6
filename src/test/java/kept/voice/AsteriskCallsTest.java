package kept.voice;

import kept.KeptTest;

/// Calls by Asterisk.
@KeptTest
class AsteriskCallsTest extends CallContract {
    AsteriskCallsTest() throws Exception {
        super(new AsteriskOutside());
    }
}
