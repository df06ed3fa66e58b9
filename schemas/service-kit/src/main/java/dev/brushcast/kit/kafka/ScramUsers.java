package dev.brushcast.kit.kafka;

import dev.brushcast.kit.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** Logins of SASL/SCRAM, which the cluster itself keeps: salted and hashed, never the password. */
public final class ScramUsers {

    /** Twice what Kafka insists on; a client computes them once for each connection. */
    private static final ScramCredentialInfo INFO = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192);

    private final Admin admin;

    /** Those of a cluster. */
    public ScramUsers(Admin admin) {
        this.admin = admin;
    }

    /**
     * Gives a user a password, with which it can log in by SCRAM-SHA-512; whoever is logged in stays so.
     *
     * @throws UserError when the cluster refuses
     */
    public void set(String user, String password) {
        AdminCalls.await(
                "setting the password of " + user,
                admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                user, INFO, password.getBytes(StandardCharsets.UTF_8))))
                        .all());
    }
}
