package kept.staffing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kept.mail.SharedData;
import org.junit.jupiter.api.Test;

/// Against published worked examples and tables, to the last digit of their exact value.
class PublishedErlangTest {
    private static final Pattern RATE =
            Pattern.compile("lambda=(?<calls>[\\d.]+)/(?<minutes>30)?min;.*");

    @Test
    void every_published_figure_is_met() throws IOException {
        int compared = 0;
        for (String row :
                Files.readAllLines(SharedData.folder("erlang").resolve("anchors_published.csv"))
                        .subList(1, 26)) {
            String[] cells = row.split(",", 6);
            double exact = Double.parseDouble(cells[4]);
            assertThat(figure(cells[0], cells[1], cells[2]))
                    .as(row)
                    .isCloseTo(exact, within(Math.abs(exact) * 1e-7));
            compared++;
        }
        assertThat(compared).isEqualTo(25);
    }

    private static double figure(String model, String inputs, String quantity) {
        if (model.equals("Erlang B")) {
            return Erlang.blocking((int) number(inputs, "n="), number(inputs, "A="));
        }
        Matcher rate = RATE.matcher(inputs);
        assertThat(rate.matches()).as(inputs).isTrue();
        double minutes = rate.group("minutes") == null ? 1 : 30;
        double handle = inputs.contains("AHT=") ? number(inputs, "AHT=") : 60;
        var load = new Load(Double.parseDouble(rate.group("calls")) * 60 / minutes, handle);
        Double patience = model.equals("Erlang A") ? number(inputs, "patience ") * 60 : null;
        var line = WaitingLine.of(load, (int) number(inputs, "n="), patience);
        return switch (quantity) {
            case "offered load (erlang)", "traffic intensity" -> load.erlangs();
            case "P(wait)" -> line.waiting();
            case "ASA s" -> line.speedOfAnswer();
            case "mean wait s" -> line.meanWait();
            case "mean queue length" -> line.queueLength();
            case "occupancy", "utilisation" -> line.occupancy();
            case "fraction abandoning" -> line.abandoned();
            case "service level 20 s" -> line.serviceLevel(20);
            case "service level 15 s" -> line.serviceLevel(15);
            case "wait p90 s" -> ninth(line);
            default -> throw new AssertionError("Unknown figure: " + quantity);
        };
    }

    /// The time within which nine of ten are answered, by halving.
    private static double ninth(WaitingLine line) {
        double low = 0;
        double high = 3_600;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            if (line.serviceLevel(middle) < 0.9) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double number(String inputs, String name) {
        Matcher found = Pattern.compile(Pattern.quote(name) + "(?<value>[\\d.]+)").matcher(inputs);
        assertThat(found.find()).as("%s in %s", name, inputs).isTrue();
        return Double.parseDouble(found.group("value"));
    }
}
