package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.config.ConfigFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every service of a cluster takes beside its own options: a file of settings, and the page for operators. */
public final class ServiceOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings as brushcast config prints them; options given here count more.")
    @Nullable
    Path config;

    @Mixin
    OpsOptions ops = new OpsOptions();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec command;

    /**
     * What the file of settings says; empty where none is given.
     *
     * @param type the service's settings
     * @throws dev.brushcast.kit.UserError with all that is wrong
     */
    public <T extends Record> Optional<T> settings(Class<T> type) {
        return config == null ? Optional.empty() : Optional.of(ConfigFile.read(config, type, System.getenv()));
    }

    /** Whether an option was given on the command line, and is not at its default. */
    public boolean given(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** The page for operators. */
    public OpsOptions ops() {
        return ops;
    }
}
