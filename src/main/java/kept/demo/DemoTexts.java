package kept.demo;

import java.util.List;

/// What is said in the demo, so that it is heard on a machine without a speaking engine too.
public final class DemoTexts {
    private DemoTexts() {}

    /// What the house says.
    public static List<String> ofHouse() {
        return DemoTelephone.texts();
    }

    /// What customers say.
    public static List<String> ofCustomers() {
        return DemoCaller.texts();
    }
}
