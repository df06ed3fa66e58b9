package dev.brushcast.compose.cli.option;

import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Of a command that can do some of its work without a cluster: {@code --bootstrap} may be left out. */
public final class OptionalCluster implements IModelTransformer {

    private static final String BOOTSTRAP = "--bootstrap";

    @Override
    public CommandSpec transform(CommandSpec command) {
        OptionSpec required = command.findOption(BOOTSTRAP);
        command.remove(required);
        return command.addOption(OptionSpec.builder(required).required(false).build());
    }
}
