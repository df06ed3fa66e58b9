package dev.brushcast.compose.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Outcomes as JSON: everything that was counted and measured. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Report() {}

    static void write(Path file, List<Outcome> outcomes) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", Instant.now().toString());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        report.put("passed", outcomes.stream().allMatch(Outcome::passed));
        report.put("scenarios", outcomes.stream().map(Report::scenario).toList());
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            JSON.writeValue(file.toFile(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> scenario(Outcome outcome) {
        Map<String, Object> scenario = new LinkedHashMap<>();
        scenario.put("name", outcome.scenario().name());
        scenario.put("passed", outcome.passed());
        switch (outcome) {
            case Outcome.Broken broken -> scenario.put("broken", broken.why());
            case Outcome.Skipped skipped -> scenario.put("notRun", skipped.why());
            case Outcome.Judged judged -> {
                scenario.put("load", judged.load());
                scenario.put("seconds", judged.seconds());
                scenario.put(
                        "faults",
                        judged.recoveries().stream().map(Report::recovery).toList());
                scenario.put("streams", judged.accounts());
                scenario.put("flat", judged.flat());
                scenario.put("before", judged.before());
                scenario.put("after", judged.after());
            }
        }
        return scenario;
    }

    private static Map<String, Object> recovery(Recovery recovery) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("fault", recovery.fault());
        Duration any = recovery.anyPicture();
        Duration model = recovery.model();
        one.put("anyPictureAfterMs", any == null ? null : any.toMillis());
        one.put("modelAfterMs", model == null ? null : model.toMillis());
        one.put("playlistStoodStillMs", recovery.standstill().toMillis());
        return one;
    }
}
