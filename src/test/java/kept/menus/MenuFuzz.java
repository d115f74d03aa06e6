package kept.menus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kept.fuzz.FuzzTarget;
import kept.kernel.Refusal;

/// The reader of menus that are brought as files.
public final class MenuFuzz {
    private static final String MENU =
            """
            {"language":"en","start":"first","points":[
             {"name":"first","says":"Press 1.","keys":[
               {"key":"1","label":"more","does":"point","to":"second"},
               {"key":"0","label":"a person","does":"queue","to":"01a21212-4d41-7000-b620-7035204cffcc"}]},
             {"name":"second","says":"Well?","keys":[
               {"key":"*","label":"hours","does":"says","to":"Nine to five"},
               {"key":"2","label":"call","does":"callback","to":"01a21212-4d41-7000-b620-7035204cffcc"}]}]}
            """;

    private MenuFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(FuzzTarget.of("menus as JSON", List.of(MENU), MenuFuzz::menu));
    }

    private static void menu(byte[] bytes) {
        Menu menu;
        try {
            menu = MenuJson.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (Refusal _) {
            return;
        }
        String text = MenuJson.write(menu);
        if (!MenuJson.read(text).equals(menu)) {
            throw new AssertionError("It is read otherwise than it was written: " + text);
        }
    }
}
