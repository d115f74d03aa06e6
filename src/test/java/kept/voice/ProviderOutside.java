package kept.voice;

import java.util.UUID;
import kept.cpaas.FakeProvider;
import org.awaitility.Awaitility;

/// The network behind a provider in the cloud.
final class ProviderOutside implements Outside {
    final FakeProvider provider;
    final UUID trunk = UUID.randomUUID();

    ProviderOutside() throws Exception {
        provider = new FakeProvider(CallFixture.CALLER_HUM);
    }

    @Override
    public void connect(CallFixture house) {
        house.lines.addTrunk(
                house.cast.as(house.cast.olga),
                Trunk.provider(
                        trunk,
                        "Cloud " + trunk.toString().substring(0, 8),
                        provider.api(),
                        FakeProvider.ACCOUNT,
                        FakeProvider.SECRET,
                        "+431000"));
        provider.calls(house.providers.address(trunk), house.webPort);
    }

    @Override
    public Far calls(String from, String called) throws Exception {
        return new Behind(provider.calls(from, called));
    }

    @Override
    public Far rings() throws Exception {
        var far = provider.isToCall();
        far.rings();
        return new Behind(far);
    }

    @Override
    public void close() {
        provider.close();
    }

    record Behind(FakeProvider.Far far) implements Far {
        @Override
        public String called() {
            return far.called;
        }

        @Override
        public void awaitAnswer() {
            Awaitility.await().until(far::talks);
        }

        @Override
        public void answer() throws Exception {
            far.answers();
        }

        @Override
        public void isBusy() {
            far.isBusy();
        }

        @Override
        public void press(char key) {
            far.presses(key);
        }

        @Override
        public void hangUp() {
            far.hangsUp();
        }

        @Override
        public void vanish() {
            far.breaks();
        }

        @Override
        public void awaitEnd() {
            Awaitility.await().until(far::over);
        }

        @Override
        public double hears(int hertz) {
            return Hum.share(far.heard(), hertz);
        }
    }
}
