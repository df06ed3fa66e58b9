package dev.brushcast.compose.cli;

import ch.qos.logback.classic.Level;
import dev.brushcast.compose.cli.command.BenchCommand;
import dev.brushcast.compose.cli.command.DoctorCommand;
import dev.brushcast.compose.cli.command.EgressCommand;
import dev.brushcast.compose.cli.command.IngestCommand;
import dev.brushcast.compose.cli.command.ModelCommand;
import dev.brushcast.compose.cli.command.RunCommand;
import dev.brushcast.compose.cli.command.StyleCommand;
import dev.brushcast.compose.cli.command.TopicsCommand;
import dev.brushcast.compose.cli.command.WorkerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line: {@code brushcast run | ingest | worker | egress | style | topics | model | bench | doctor}. */
@Command(
        name = "brushcast",
        mixinStandardHelpOptions = true,
        version = "Brushcast 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Restyles live video with diffusion models, as a Kafka stream-processing pipeline.",
        subcommands = {
            RunCommand.class,
            IngestCommand.class,
            WorkerCommand.class,
            EgressCommand.class,
            StyleCommand.class,
            TopicsCommand.class,
            ModelCommand.class,
            BenchCommand.class,
            DoctorCommand.class
        })
public final class Brushcast {

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

    /** Exit status: 0 when done, 1 after one line on standard error that names what to do. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for a program to call. */
    public static CommandLine commandLine() {
        Brushcast root = new Brushcast();
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> root.execute(parsed))
                .setParameterExceptionHandler((failure, args) -> refuse(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("brushcast: " + Failures.describe(failure));
                    return 1;
                });
    }

    private int execute(ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            throw new ParameterException(parsed.commandSpec().commandLine(), "name a command, such as run");
        }
        if (parsed.hasSubcommand()) {
            Level level = logLevel == null ? null : Level.valueOf(logLevel.name());
            Logs.set(level, parsed.subcommand().commandSpec().name());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int refuse(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        command.getErr()
                .println("brushcast: " + Failures.firstLine(failure.getMessage()) + "; "
                        + command.getCommandSpec().qualifiedName() + " --help lists what there is");
        return 1;
    }
}
