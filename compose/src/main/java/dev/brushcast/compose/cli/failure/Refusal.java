package dev.brushcast.compose.cli.failure;

import picocli.CommandLine.ParameterException;

/** What is said about a command line that is wrong. */
public final class Refusal {

    private Refusal() {}

    /** One line that says what is wrong and what to do. */
    public static String of(ParameterException failure) {
        String message = Failures.firstLine(failure.getMessage());
        return failure instanceof InvalidUsageException
                ? message
                : message + "; " + failure.getCommandLine().getCommandSpec().qualifiedName()
                        + " --help lists what there is";
    }
}
