package dev.brushcast.kit.ops;

import dev.brushcast.kit.UserError;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a server shows that it is the one it says.
 *
 * @param certificate its certificate and those above it, PEM
 * @param key the certificate's private key, PEM in PKCS #8 without a password
 */
public record TlsFiles(Path certificate, Path key) {

    /**
     * Looks at them before anything is begun.
     *
     * @throws UserError if they cannot be read
     */
    public void check() {
        Tls _ = read();
    }

    /** @throws UserError if they cannot be read */
    Tls read() {
        requireFile("certificate", certificate);
        requireFile("private key", key);
        try {
            Keys keys = Keys.builder()
                    .pem(pem -> pem.key(Resource.create(key)).certChain(Resource.create(certificate)))
                    .build();
            return Tls.builder().privateKey(keys).privateKeyCertChain(keys).build();
        } catch (RuntimeException e) {
            throw new UserError(
                    "The server cannot show certificate " + certificate + " with key " + key + " (" + e.getMessage()
                            + "): both are PEM, the key in PKCS #8 without a password (openssl pkcs8 -topk8 -nocrypt)");
        }
    }

    private static void requireFile(String what, Path file) {
        if (!Files.isReadable(file)) {
            throw new UserError("The server's " + what + " cannot be read: " + file);
        }
    }
}
