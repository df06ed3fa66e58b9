package dev.brushcast.compose.cli.command;

import dev.brushcast.egress.app.EgressStream;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** What a push that never succeeded is to whoever started it: a line and an exit status. */
final class PushOutcome {

    private PushOutcome() {}

    /** The exit status; says why if it is not 0. */
    static int status(EgressStream egress, CommandSpec spec) {
        return egress.pushFailure()
                .map(why -> {
                    spec.commandLine().getErr().println("brushcast: " + why);
                    spec.commandLine().getErr().flush();
                    return ExitCode.SOFTWARE;
                })
                .orElse(ExitCode.OK);
    }
}
