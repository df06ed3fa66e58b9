package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.report.ReportFile;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where figures go as JSON, beside the table. */
public final class JsonOption {

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures into a file as well, as JSON.")
    @Nullable
    Path file;

    /**
     * What writes them, before the work begins.
     *
     * @throws dev.brushcast.kit.UserError if the file cannot be written
     */
    public Consumer<Object> prepare() {
        Path to = file;
        return to == null ? _ -> {} : ReportFile.prepare(to)::write;
    }
}
