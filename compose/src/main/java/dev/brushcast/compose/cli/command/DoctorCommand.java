package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.doctor.Doctor;
import dev.brushcast.compose.doctor.Finding;
import dev.brushcast.compose.doctor.Finding.Verdict;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.kit.kafka.KafkaConnection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast doctor}: whether this machine has what Brushcast needs. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks whether this machine has what Brushcast needs; each line is ok or says what to do.")
public final class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the page would be served. Default: ${DEFAULT-VALUE}.")
    int port = HttpConfig.defaults().port();

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "A Kafka cluster to reach as well.")
    @Nullable
    String bootstrap;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    private boolean check() {
        Limits.requirePort(0, "--port", port);
        return true;
    }

    @Override
    public Integer call() {
        InvalidUsageException.check(spec.commandLine(), this::check);
        List<Finding> findings = Doctor.examine(port, bootstrap == null ? null : KafkaConnection.plain(bootstrap));
        findings.forEach(finding -> System.out.println(finding.line()));
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BAD) ? 1 : 0;
    }
}
