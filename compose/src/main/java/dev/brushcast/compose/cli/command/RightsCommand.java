package dev.brushcast.compose.cli.command;

import static java.util.Objects.requireNonNullElse;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.OptionalCluster;
import dev.brushcast.compose.cli.option.SecretText;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.RightsProvisioner;
import dev.brushcast.kit.kafka.RightsState;
import dev.brushcast.kit.kafka.ScramUsers;
import dev.brushcast.kit.kafka.ServiceRights;
import dev.brushcast.worker.config.WorkerConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast rights}: what a service's login must be granted, shown, and granted with {@code --apply}. */
@Command(
        name = "rights",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        modelTransformer = OptionalCluster.class,
        description =
                "Shows what a service's login must be granted on a cluster that enforces rights; with --bootstrap, what"
                        + " of it is missing there; with --apply grants it. As often as one likes.")
public final class RightsCommand implements Callable<Integer> {

    private static final String USER = "User:";

    @Option(
            names = "--service",
            required = true,
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}. Several times: a login for all of them.")
    List<ServiceRights> services = List.of();

    @Option(
            names = "--principal",
            required = true,
            paramLabel = "User:NAME",
            description = "The login, as brokers name it.")
    String principal = "";

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "The workers' group, without the prefix. Default: brushcast-worker.")
    @Nullable
    String group;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--apply", description = "Grant what is missing.")
    boolean apply;

    @Option(
            names = "--revoke",
            description =
                    "With --apply, take away whatever else the login was granted on the installation's names; without"
                            + " a --topic-prefix on anything.")
    boolean revoke;

    @Option(
            names = "--password",
            converter = SecretText.Converter.class,
            paramLabel = "'${NAME}'|'${file:PATH}'",
            description = "With --apply, make the login's password for SASL/SCRAM-SHA-512 what is in that environment"
                    + " variable, or in that file.")
    @Nullable
    SecretText password;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        List<AclBinding> needed = InvalidUsageException.check(spec.commandLine(), this::check);
        PrintWriter out = spec.commandLine().getOut();
        if (cluster.isNamed()) {
            onCluster(needed);
        } else {
            AclLines.inWords(needed).forEach(line -> out.println("# " + line));
            AclLines.forKafka(principal, "HOST:PORT", needed).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    /** Everything that can be known before anything is connected. */
    private List<AclBinding> check() {
        if (!principal.startsWith(USER) || principal.length() == USER.length() || principal.endsWith("*")) {
            throw new UserError("--principal '" + principal + "' is no login: write it as in User:worker");
        }
        if (cluster.isNamed()) {
            cluster.check();
        } else if (apply) {
            throw new UserError("--apply: name the cluster with --bootstrap");
        }
        if (!apply && (revoke || password != null)) {
            throw new UserError((revoke ? "--revoke" : "--password") + " changes the cluster: give --apply with it");
        }
        Topics topics = cluster.topics();
        return ServiceRights.of(
                services,
                principal.substring(USER.length()),
                topics,
                requireNonNullElse(group, WorkerConfig.defaults().membership().group()));
    }

    private void onCluster(List<AclBinding> needed) {
        KafkaConnection connection = cluster.reachable();
        try (var serdes = connection.openSerdes();
                Admin admin = new KafkaClients(connection, serdes).admin("rights")) {
            if (password != null) {
                new ScramUsers(admin).set(principal.substring(USER.length()), password.text());
                tell("the password is set");
            }
            RightsProvisioner rights = new RightsProvisioner(
                    admin, principal, needed, cluster.topics().prefix());
            RightsState state = rights.state();
            if (apply) {
                rights.grant(state);
            }
            if (revoke) {
                rights.revoke(state);
            }
            show(state);
        }
    }

    private void show(RightsState state) {
        tell(state.granted().size() + " rights were granted already");
        show(apply ? "granted" : "missing", state.missing());
        show(revoke ? "revoked" : "needless", state.needless());
        show("wider than needed, and left alone", state.wider());
        show("denied, whatever is granted", state.denied());
    }

    private void show(String what, List<AclBinding> rights) {
        AclLines.inWords(rights).forEach(line -> tell(what + ": " + line));
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(principal + ": " + line);
    }
}
