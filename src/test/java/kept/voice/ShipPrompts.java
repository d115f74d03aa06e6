package kept.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kept.demo.DemoTexts;
import kept.prompts.SpokenFiles;

/// Makes the sounds that are shipped with the program from what the house says by itself; run it by `bin/prompts` when the texts
/// change. It needs flite.
final class ShipPrompts {
    private ShipPrompts() {}

    public static void main(String[] arguments) throws IOException {
        var texts = new ArrayList<>(Texts.all());
        texts.addAll(DemoTexts.ofHouse());
        make(Path.of("src/main/resources/prompts"), texts);
        make(Path.of("src/main/resources/demo"), DemoTexts.ofCustomers());
    }

    private static void make(Path folder, List<String> texts) throws IOException {
        Files.createDirectories(folder);
        try (var old = Files.list(folder)) {
            for (var file : old.toList()) {
                Files.delete(file);
            }
        }
        SpokenFiles.make("en", texts, folder);
    }
}
