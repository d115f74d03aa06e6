package kept.demo;

import java.util.List;
import java.util.stream.Stream;

/// What is said in the demo by house and customers, so that it is heard on a machine without a speaking engine too.
public final class DemoTexts {
    private DemoTexts() {}

    public static List<String> all() {
        return Stream.concat(DemoTelephone.texts().stream(), DemoCaller.texts().stream()).toList();
    }
}
