package dev.brushcast.kafkaundertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of certificates for tests, and those that it signs, made by the JDK's keytool. */
public final class Certificates {

    /** Of every store. */
    static final String PASSWORD = "for-tests";

    private static final String AUTHORITY = "authority";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** A new authority, whose files are in the folder. */
    public static Certificates in(Path folder) {
        Certificates made = new Certificates(folder);
        made.keytool(
                made.store(AUTHORITY),
                "-genkeypair",
                "-alias",
                AUTHORITY,
                "-keyalg",
                "EC",
                "-dname",
                "CN=Test",
                "-ext",
                "bc:c");
        made.keytool(
                made.store(AUTHORITY),
                "-exportcert",
                "-rfc",
                "-alias",
                AUTHORITY,
                "-file",
                made.authority().toString());
        return made;
    }

    /** The authority's own certificate, PEM: what a client trusts. */
    public Path authority() {
        return folder.resolve("authority.pem");
    }

    /** A store (PKCS12) with a key and its certificate for localhost. */
    public Path localhost() {
        return signed("localhost", "-1d", "3");
    }

    /** As {@link #localhost}, of a certificate that has expired. */
    public Path expired() {
        return signed("expired", "-10d", "5");
    }

    private Path signed(String name, String from, String days) {
        try {
            Path store = Files.copy(store(AUTHORITY), store(name));
            keytool(
                    store,
                    "-genkeypair",
                    "-alias",
                    name,
                    "-signer",
                    AUTHORITY,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=dns:localhost",
                    "-startdate",
                    from,
                    "-validity",
                    days);
            keytool(store, "-delete", "-alias", AUTHORITY);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private void keytool(Path store, String... arguments) {
        List<String> command = new ArrayList<>(List.of(KEYTOOL.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
