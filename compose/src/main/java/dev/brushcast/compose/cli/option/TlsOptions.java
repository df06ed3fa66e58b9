package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether what is served is served over TLS. */
public final class TlsOptions {

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Serve over TLS and HTTP/2, with this certificate and those above it (PEM).")
    @Nullable
    Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The certificate's private key (PEM, PKCS #8, without a password).")
    @Nullable
    Path key;

    /** @throws UserError if one is given without the other, or they cannot be read */
    public void check() {
        if ((certificate == null) != (key == null)) {
            throw new UserError("--tls-cert and --tls-key go together: give both, or neither");
        }
        TlsFiles files = files();
        if (files != null) {
            files.check();
        }
    }

    /** Null: in the open. */
    @Nullable
    public TlsFiles files() {
        return certificate == null || key == null ? null : new TlsFiles(certificate, key);
    }
}
