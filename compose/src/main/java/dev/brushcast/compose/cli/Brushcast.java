package dev.brushcast.compose.cli;

import ch.qos.logback.classic.Level;
import dev.brushcast.compose.cli.command.BenchCommand;
import dev.brushcast.compose.cli.command.ConfigCommand;
import dev.brushcast.compose.cli.command.ControlCommand;
import dev.brushcast.compose.cli.command.DoctorCommand;
import dev.brushcast.compose.cli.command.EgressCommand;
import dev.brushcast.compose.cli.command.ExportCommand;
import dev.brushcast.compose.cli.command.IngestCommand;
import dev.brushcast.compose.cli.command.ModelCommand;
import dev.brushcast.compose.cli.command.PlatformCommand;
import dev.brushcast.compose.cli.command.ReplayCommand;
import dev.brushcast.compose.cli.command.RightsCommand;
import dev.brushcast.compose.cli.command.RunCommand;
import dev.brushcast.compose.cli.command.SizeCommand;
import dev.brushcast.compose.cli.command.StyleCommand;
import dev.brushcast.compose.cli.command.TopicsCommand;
import dev.brushcast.compose.cli.command.WorkerCommand;
import dev.brushcast.compose.cli.failure.Failures;
import dev.brushcast.compose.cli.failure.Refusal;
import dev.brushcast.compose.cli.option.Converters;
import dev.brushcast.compose.natives.NativeLibraries;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line: {@code brushcast run | ingest | worker | egress | control | style | topics | rights | model | bench | doctor | …}. */
@Command(
        name = "brushcast",
        mixinStandardHelpOptions = true,
        version = "Brushcast 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Restyles live video with diffusion models, as a Kafka stream-processing pipeline.",
        subcommands = {
            RunCommand.class,
            PlatformCommand.class,
            IngestCommand.class,
            WorkerCommand.class,
            EgressCommand.class,
            ReplayCommand.class,
            ExportCommand.class,
            ControlCommand.class,
            StyleCommand.class,
            TopicsCommand.class,
            RightsCommand.class,
            ModelCommand.class,
            BenchCommand.class,
            SizeCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            HelpCommand.class
        })
public final class Brushcast {

    /** The others are done before libraries of 50 MB would be looked for. */
    private static final Set<String> WITH_NATIVE_LIBRARIES =
            Set.of("run", "ingest", "worker", "egress", "replay", "export", "model", "bench", "doctor");

    private static final Set<String> WITH_STORES = Set.of("run", "worker", "bench");

    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description = "How much to log: ${COMPLETION-CANDIDATES}. Default: INFO for services, else WARN.")
    @Nullable
    LogLevel logLevel;

    private Brushcast() {}

    /**
     * Exit status: 0 when done, 2 when what was asked for cannot be done, 1 when it could not be done here and now; both
     * after one line on standard error that names what to do.
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for a program to call. */
    public static CommandLine commandLine() {
        Brushcast root = new Brushcast();
        CommandLine command = new CommandLine(root)
                .addSubcommand("completion", new AutoComplete.GenerateCompletion())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> root.execute(parsed))
                .setParameterExceptionHandler((failure, args) -> {
                    failure.getCommandLine().getErr().println("brushcast: " + Refusal.of(failure));
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, failed, parsed) -> {
                    failed.getErr().println("brushcast: " + Failures.describe(failure));
                    return ExitCode.SOFTWARE;
                });
        Converters.register(command);
        return command;
    }

    private int execute(ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            throw new ParameterException(parsed.commandSpec().commandLine(), "name a command, such as run");
        }
        if (parsed.hasSubcommand()) {
            Level level = logLevel == null ? null : Level.valueOf(logLevel.name());
            String command = parsed.subcommand().commandSpec().name();
            Logs.set(level, command);
            if (WITH_NATIVE_LIBRARIES.contains(command)) {
                NativeLibraries libraries = NativeLibraries.ofUser();
                libraries.use();
                if (WITH_STORES.contains(command)) {
                    libraries.loadRocksDb();
                }
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }
}
