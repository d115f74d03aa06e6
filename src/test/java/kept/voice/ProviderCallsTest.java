package kept.voice;

import kept.KeptTest;

/// Calls by a provider in the cloud.
@KeptTest
class ProviderCallsTest extends CallContract {
    ProviderCallsTest() throws Exception {
        super(new ProviderOutside());
    }
}
