package dev.brushcast.kit.kafka;

import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Grants a login what it needs, as often as it is asked to, and takes away what it does not. */
public final class RightsProvisioner {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Admin admin;
    private final String principal;
    private final List<AclBinding> needed;
    private final String prefix;

    /**
     * For one login.
     *
     * @param principal such as {@code User:worker}
     * @param needed all that it needs
     * @param prefix the installation's
     */
    public RightsProvisioner(Admin admin, String principal, Collection<AclBinding> needed, String prefix) {
        this.admin = admin;
        this.principal = principal;
        this.needed = List.copyOf(needed);
        this.prefix = prefix;
    }

    /**
     * As it is.
     *
     * @throws UserError when the cluster does not say, or enforces no rights
     */
    public RightsState state() {
        AclBindingFilter ofPrincipal = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY));
        return RightsState.of(
                needed,
                AdminCalls.await(
                        "reading rights", admin.describeAcls(ofPrincipal).values()),
                prefix);
    }

    /**
     * Grants what is missing and returns when the cluster has it.
     *
     * @throws UserError when it refuses
     */
    public void grant(RightsState state) {
        if (!state.missing().isEmpty()) {
            AdminCalls.await(
                    "granting rights", admin.createAcls(state.missing()).all());
            await("granted", now -> now.missing().isEmpty());
        }
    }

    /**
     * Takes away what is needless and returns when the cluster has it no more.
     *
     * @throws UserError when it refuses
     */
    public void revoke(RightsState state) {
        if (!state.needless().isEmpty()) {
            List<AclBindingFilter> each =
                    state.needless().stream().map(AclBinding::toFilter).toList();
            AdminCalls.await("revoking rights", admin.deleteAcls(each).all());
            await("revoked", now -> now.needless().isEmpty());
        }
    }

    /** The controller has it at once, and brokers a moment later. */
    private void await(String what, Predicate<RightsState> done) {
        Patience patience = new Patience(LIMIT, System::nanoTime);
        while (!done.test(state())) {
            if (patience.lost(true)) {
                throw new UserError("The rights were " + what + ", but " + LIMIT.toSeconds()
                        + " s later the brokers do not have it so: look at their logs");
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("Interrupted while waiting for the brokers", e);
            }
        }
    }
}
