package dev.brushcast.compose.control.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.validation.Bounds;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.SettingsError;
import dev.brushcast.kit.config.SettingsError.Problem;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.media.MediaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a stream can be what it is said to be: by the same readers that hosts read it with, and by what strangers may name.
 *
 * @param topics of the installation
 * @param sources where it may come from
 * @param pushes where it may be pushed to
 */
public record StreamRules(Topics topics, SourcePolicy sources, HostPolicy pushes) {

    private static final Path ANY_FOLDER = Path.of("out");
    private static final String OPTION = "--allow-push, --allow-private-pushes";

    /** @throws InvalidStreamException with all that is wrong */
    public void require(String id, StreamSettings settings) {
        DesiredStream stream = settings.stream(id);
        List<Problem> problems = new ArrayList<>();
        checkSize("ingest", stream.getIngest(), problems);
        checkSize("egress", stream.getEgress(), problems);
        if (problems.isEmpty()) {
            checkIngest(stream, settings.ingest(), problems);
            checkEgress(stream, settings.egress(), problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidStreamException(problems);
        }
    }

    private static void checkSize(String section, String json, List<Problem> problems) {
        if (json.length() > Bounds.MAX_SETTINGS_CHARS) {
            problems.add(
                    new Problem(section, "these are more than " + Bounds.MAX_SETTINGS_CHARS + " characters: say less"));
        }
    }

    private void checkIngest(DesiredStream stream, ObjectNode ingest, List<Problem> problems) {
        try {
            IngestConfig config = IngestConfig.of(stream, topics);
            if (ingest.path("source").asText().contains(Secrets.HIDDEN)) {
                problems.add(hidden("ingest.source"));
            }
            if (config.changesCopiedPictures()) {
                problems.add(
                        new Problem(
                                "ingest.pictures",
                                "pictures of a stream: source are the other stream's, as they are: leave this out, or set it there"));
            }
            sources.refusal(config.source()).ifPresent(why -> problems.add(new Problem("ingest.source", why)));
        } catch (UserError | MediaException e) {
            add("ingest", e, Secrets.in(ingest), problems);
        }
    }

    private void checkEgress(DesiredStream stream, ObjectNode egress, List<Problem> problems) {
        try {
            EgressConfig _ = EgressConfig.of(stream, topics, ANY_FOLDER);
            List<String> urls = Outputs.urls(egress);
            Set<String> met = new HashSet<>();
            for (int i = 0; i < urls.size(); i++) {
                String path = "egress." + Outputs.KEY + "." + i;
                if (urls.get(i).contains(Secrets.HIDDEN)) {
                    problems.add(hidden(path));
                } else if (!met.add(urls.get(i))) {
                    problems.add(new Problem(path, "it is pushed there already: name each address once"));
                } else {
                    pushes.refusal(urls.get(i), OPTION).ifPresent(why -> problems.add(new Problem(path, why)));
                }
            }
        } catch (UserError | MediaException e) {
            add("egress", e, Secrets.in(egress), problems);
        }
    }

    private static Problem hidden(String path) {
        return new Problem(path, Secrets.HIDDEN + " stands for nothing that is stored here: give the whole address");
    }

    private static void add(String section, RuntimeException error, List<String> secrets, List<Problem> problems) {
        if (error instanceof SettingsError settings) {
            settings.problems()
                    .forEach(problem -> problems.add(new Problem(
                            problem.path().isEmpty() ? section : section + "." + problem.path(),
                            Secrets.without(secrets, problem.message()))));
        } else {
            problems.add(new Problem(section, Secrets.without(secrets, String.valueOf(error.getMessage()))));
        }
    }
}
