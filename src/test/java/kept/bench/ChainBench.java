package kept.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import kept.calendars.Block;
import kept.calendars.WorkCalendar;
import kept.steps.Schedule;
import kept.steps.Step;

/// A chain of 1,000 dependent steps planned anew: the arithmetic alone, and through the API with all that is stored, when a
/// step slips.
final class ChainBench {
    private static final int STEPS = 1_000;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private ChainBench() {}

    static void run(Path folder, Results results) throws Exception {
        arithmetic(results);
        try (var program = Program.start(folder)) {
            through(program.caller(), results);
        }
    }

    private static void arithmetic(Results results) throws IOException {
        var calendar = office();
        var now = Instant.parse("2026-03-02T08:00:00Z");
        var line = chain(now, _ -> List.of(-1));
        var random = new Random(1);
        var web =
                chain(
                        now,
                        i ->
                                List.of(
                                        random.nextInt(i) - i,
                                        random.nextInt(i) - i,
                                        random.nextInt(i) - i));
        var due = now.plus(3_000, ChronoUnit.DAYS);
        results.add(
                "1,000 steps one after the other, both passes: p50",
                time(() -> Schedule.of(line, _ -> calendar, due, now)),
                "ms",
                "<= 50");
        results.add(
                "1,000 steps with up to three needs each, both passes: p50",
                time(() -> Schedule.of(web, _ -> calendar, due, now)),
                "ms",
                "<= 50");
    }

    /// @param back for each place which steps before it are needed, as distances
    private static List<Step> chain(Instant now, IntFunction<List<Integer>> back) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < STEPS; i++) {
            int place = i;
            var needs =
                    i == 0
                            ? List.<Integer>of()
                            : back.apply(i).stream().map(d -> place + d).distinct().toList();
            steps.add(
                    new Step(
                            new Step.What(
                                    new UUID(0, i),
                                    new UUID(0, 0),
                                    i,
                                    "step " + i,
                                    new UUID(0, 1),
                                    Duration.ofMinutes(90),
                                    needs,
                                    null,
                                    Duration.ofHours(4)),
                            Step.State.ACCEPTED,
                            new Step.Times(now, now.plusSeconds(60), null),
                            new Step.Asked(null, null, 0),
                            new Step.Course(now, null, null, null, null, null)));
        }
        return steps;
    }

    private static double time(Supplier<Schedule> work) {
        var took = new double[101];
        for (int i = -50; i < took.length; i++) {
            long begun = System.nanoTime();
            if (work.get().red() != null) {
                throw new IllegalStateException("The chain was to have time to spare.");
            }
            took[Math.max(0, i)] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(took);
        return took[50];
    }

    /// Each call moves the first open step a minute further, and with it the 999 behind it.
    private static void through(Caller caller, Results results) throws Exception {
        String unit = id(need(200, caller.get("/api/v1/units")));
        need(201, caller.post("/api/v1/step-templates", template(unit), ""));
        String promise =
                id(
                        need(
                                201,
                                caller.post(
                                        "/api/v1/promises",
                                        "{\"kind\":\"works\",\"saidText\":\"The works are done\",\"visibility\":\"internal\",\"dueAt\":\"%s\"}"
                                                .formatted(
                                                        Instant.now().plus(3_000, ChronoUnit.DAYS)),
                                        "")));
        String steps = need(200, caller.get("/api/v1/promises/" + promise + "/steps"));
        String first = id(steps.substring(steps.indexOf("\"steps\"")));
        need(200, caller.post("/api/v1/steps/" + first + "/start", "", ""));
        var end = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        var minute = new AtomicInteger();
        Load.Work delay =
                () ->
                        caller.post(
                                                "/api/v1/steps/" + first + "/delay",
                                                "{\"end\":\"%s\",\"reason\":\"rain\"}"
                                                        .formatted(
                                                                end.plusSeconds(
                                                                        60L
                                                                                * minute
                                                                                        .incrementAndGet())),
                                                "")
                                        .status()
                                == 200;
        Load.of(1, Duration.ofSeconds(5), _ -> delay);
        results.add(
                "a step of 1,000 slips, by API, stored",
                Load.of(1, Duration.ofSeconds(10), _ -> delay),
                "<= 50");
    }

    private static String need(int status, Caller.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.body();
    }

    private static String id(String json) {
        var id = ID.matcher(json);
        if (!id.find()) {
            throw new IllegalStateException("There is no id in " + json);
        }
        return id.group(1);
    }

    private static String template(String unit) {
        var lines = new StringBuilder();
        for (int i = 0; i < STEPS; i++) {
            lines.append(i == 0 ? "" : ",")
                    .append(
                            "{\"name\":\"step %d\",\"unit\":\"%s\",\"work\":\"PT1H30M\",\"capacity\":10000%s}"
                                    .formatted(
                                            i,
                                            unit,
                                            i == 0
                                                    ? ""
                                                    : ",\"needs\":[\"step %d\"]".formatted(i - 1)));
        }
        return "{\"kind\":\"works\",\"steps\":[" + lines + "]}";
    }

    private static WorkCalendar office() {
        var week = new EnumMap<DayOfWeek, List<Block>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (day.getValue() < 6) {
                week.put(
                        day,
                        List.of(
                                new Block(LocalTime.of(9, 0), LocalTime.of(12, 30)),
                                new Block(LocalTime.of(13, 0), LocalTime.of(17, 30))));
            }
        }
        return new WorkCalendar(
                new UUID(0, 1),
                "office",
                ZoneId.of("Europe/Vienna"),
                week,
                "AT",
                null,
                Map.of(),
                Map.of());
    }
}
