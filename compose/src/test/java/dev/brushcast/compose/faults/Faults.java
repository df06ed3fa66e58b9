package dev.brushcast.compose.faults;

import dev.brushcast.compose.faults.stage.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code compose/faults}: breaks things one after the other, and tells what became of every frame. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Breaks a running installation in many ways and accounts for every frame. Without options: all"
                + " scenarios, about an hour and a half.")
public final class Faults implements Callable<Integer> {

    /** Below the ports that Linux hands out to clients. */
    private static final int FIRST_PORT = 23_000;

    private static final int PORTS = 1_000;

    @Option(names = "--list", description = "Name the scenarios with their faults, and end.")
    boolean list;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Run these scenarios only.")
    List<String> only = List.of();

    @Option(names = "--except", split = ",", paramLabel = "NAME", description = "Run all but these.")
    List<String> except = List.of();

    @Option(
            names = "--failover",
            paramLabel = "PROFILE",
            description = "Of all services: default or fast. Default: ${DEFAULT-VALUE}.")
    String failover = "default";

    @Option(names = "--out", paramLabel = "FILE", description = "Write everything counted and measured as JSON.")
    @Nullable
    Path out;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Keep data and logs there. Default: a folder that is deleted if all is well.")
    @Nullable
    Path folder;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long the model's pictures are waited for after a fault. Default: ${DEFAULT-VALUE}.")
    int patience = 240;

    @Option(names = "--first-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    int firstPort = FIRST_PORT;

    private Faults() {}

    /** Status 0: all passed; 1: not all; 2: there is no such scenario. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Its command line. */
    public static CommandLine commandLine() {
        return new CommandLine(new Faults());
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Scenario> all = new LinkedHashMap<>();
        Scenarios.all().forEach(scenario -> all.put(scenario.name(), scenario));
        List<String> unknown = new ArrayList<>(only);
        unknown.addAll(except);
        unknown.removeAll(all.keySet());
        if (!unknown.isEmpty()) {
            System.err.println("faults: no scenario " + unknown + ": --list names them");
            return CommandLine.ExitCode.USAGE;
        }
        List<Scenario> chosen = all.values().stream()
                .filter(scenario -> only.isEmpty() || only.contains(scenario.name()))
                .filter(scenario -> !except.contains(scenario.name()))
                .map(scenario -> scenario.withFailover(failover))
                .toList();
        if (list) {
            chosen.forEach(Faults::describe);
            return 0;
        }
        return run(chosen);
    }

    private int run(List<Scenario> chosen) throws IOException {
        Path place = folder == null ? Files.createTempDirectory("brushcast-faults") : folder.toAbsolutePath();
        List<Outcome> outcomes = new ArrayList<>();
        for (Scenario scenario : chosen) {
            Runner runner = new Runner(
                    place, Ports.free(firstPort, firstPort + PORTS), Duration.ofSeconds(patience), System.err::println);
            Outcome outcome = runner.run(scenario);
            outcomes.add(outcome);
            System.err.println(scenario.name() + ": " + verdict(outcome));
            if (out != null) {
                Report.write(out, outcomes);
            }
        }
        System.out.println(Table.of(outcomes));
        boolean passed = outcomes.stream().allMatch(Outcome::passed);
        if (folder == null && passed) {
            Folders.delete(place);
        } else {
            System.err.println("faults: data and logs are in " + place);
        }
        return passed ? 0 : 1;
    }

    private static String verdict(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Judged judged -> (judged.passed() ? "passed " : "NOT PASSED ") + judged.accounts();
            case Outcome.Broken broken -> "BROKEN: " + broken.why();
            case Outcome.Skipped skipped -> "not run: " + skipped.why();
        };
    }

    private static void describe(Scenario scenario) {
        System.out.println(scenario.name() + ": "
                + scenario.faults().stream().map(fault -> fault.what()).collect(Collectors.joining("; ")));
    }
}
