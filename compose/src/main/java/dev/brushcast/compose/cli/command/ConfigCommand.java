package dev.brushcast.compose.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brushcast config worker | egress | ingest}: every setting of a service's file, with its default and what it means. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Prints what a service's --config FILE may say: every setting with its default.")
public final class ConfigCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Command(name = "worker", mixinStandardHelpOptions = true, description = "For brushcast worker --config.")
    int worker() throws IOException {
        return print("/dev/brushcast/worker/config/reference.yaml");
    }

    @Command(name = "egress", mixinStandardHelpOptions = true, description = "For brushcast egress --config.")
    int egress() throws IOException {
        return print("/dev/brushcast/egress/config/reference.yaml");
    }

    @Command(name = "ingest", mixinStandardHelpOptions = true, description = "For brushcast ingest --config.")
    int ingest() throws IOException {
        return print("/dev/brushcast/ingest/config/reference.yaml");
    }

    private int print(String resource) throws IOException {
        try (InputStream file = ConfigCommand.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is not in this build");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            out.flush();
            return 0;
        }
    }
}
