package dev.brushcast.compose.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Series that alerts, dashboards and the scaling of workers ask for, with the labels that they select and sum by. */
public final class AskedSeries {

    private static final Pattern NAME = Pattern.compile("brushcast_[a-z_]+");
    private static final Pattern SELECTED = Pattern.compile("(brushcast_[a-z_]+)\\{([a-z]+)[!=]");
    private static final Pattern SUMMED = Pattern.compile("by \\(([a-z, ]+)\\) \\((?:[a-z]+\\()?(brushcast_[a-z_]+)");
    private static final Pattern TOLD = Pattern.compile("(?m)^(brushcast_[a-z_]+)(?:\\{(.*)})? ");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");

    /** Whoever scrapes adds these. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "pod");

    private AskedSeries() {}

    /** {@code NAME} for each series, and {@code NAME LABEL} for each label of it. */
    public static Set<String> asked() throws IOException {
        List<Path> files = new ArrayList<>(
                List.of(Path.of("docker/prometheus/alerts.yml"), Manifests.FOLDER.resolve("scaling.yaml")));
        try (Stream<Path> dashboards = Files.list(Path.of("docker/grafana/dashboards"))) {
            dashboards.forEach(files::add);
        }
        Set<String> asked = new TreeSet<>();
        for (Path file : files) {
            String text = Files.readString(file);
            NAME.matcher(text).results().map(MatchResult::group).forEach(asked::add);
            SELECTED.matcher(text).results().forEach(found -> asked.add(found.group(1) + " " + found.group(2)));
            SUMMED.matcher(text)
                    .results()
                    .forEach(found -> Stream.of(found.group(1).split(", *"))
                            .filter(label -> !OF_PROMETHEUS.contains(label))
                            .forEach(label -> asked.add(found.group(2) + " " + label)));
        }
        return asked;
    }

    /** The same of what a service tells at {@code /metrics}. */
    public static Set<String> told(String metrics) {
        return TOLD.matcher(metrics)
                .results()
                .flatMap(line -> Stream.concat(
                        Stream.of(line.group(1)),
                        line.group(2) == null
                                ? Stream.empty()
                                : LABEL.matcher(line.group(2))
                                        .results()
                                        .map(label -> line.group(1) + " " + label.group(1))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
