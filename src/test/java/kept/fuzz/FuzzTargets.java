package kept.fuzz;

import java.util.List;
import java.util.stream.Stream;
import kept.asterisk.AsteriskFuzz;
import kept.cpaas.ProviderFuzz;
import kept.media.MediaFuzz;
import kept.menus.MenuFuzz;
import kept.sip.SipFuzz;
import kept.webphone.BrowserFuzz;

/// All that reads what strangers send to the telephone.
public final class FuzzTargets {
    private FuzzTargets() {}

    public static List<FuzzTarget> all() {
        return Stream.of(
                        SipFuzz.targets(),
                        MediaFuzz.targets(),
                        BrowserFuzz.targets(),
                        MenuFuzz.targets(),
                        AsteriskFuzz.targets(),
                        ProviderFuzz.targets())
                .flatMap(List::stream)
                .toList();
    }

    /// For a fuzzer that is guided by coverage: it calls this with bytes of its own, for the target that `kept.fuzz` names.
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Guided.TARGET.reader().read(bytes);
    }

    private static final class Guided {
        private static final FuzzTarget TARGET =
                all().stream()
                        .filter(target -> target.name().equals(System.getProperty("kept.fuzz")))
                        .findFirst()
                        .orElseThrow();
    }
}
