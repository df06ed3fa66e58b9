package dev.brushcast.compose.cli.failure;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What was asked for cannot be done, whatever the files, the network and the machine are like. */
public final class InvalidUsageException extends ParameterException {

    private static final long serialVersionUID = 1L;

    private InvalidUsageException(CommandLine command, RuntimeException cause) {
        super(command, Failures.firstLine(cause.getMessage()), cause);
    }

    /**
     * What a command's options come to. Called before anything is loaded, connected or written.
     *
     * @throws InvalidUsageException if they come to nothing; with the message that says why
     */
    public static <T> T check(CommandLine command, Supplier<T> options) {
        try {
            return options.get();
        } catch (RuntimeException e) {
            throw Failures.isWrittenForUsers(e) ? new InvalidUsageException(command, e) : e;
        }
    }
}
