package dev.brushcast.kafkaundertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A port on this machine that speaks TLS and nothing else: for what fails before a broker would have said anything. */
public final class TlsPort implements AutoCloseable {

    private final SSLServerSocket server;

    private TlsPort(SSLServerSocket server) {
        this.server = server;
    }

    /** Opens one; {@code store} is of {@link Certificates}. */
    public static TlsPort open(Path store) {
        try {
            char[] password = Certificates.PASSWORD.toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(store.toFile(), password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            TlsPort port = new TlsPort(
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0));
            Thread.ofVirtual().start(port::accept);
            return port;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code localhost:PORT}. */
    public String address() {
        return "localhost:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> greet(client));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private static void greet(SSLSocket client) {
        try (client) {
            client.startHandshake();
        } catch (IOException _) {
            // plain text, or whoever does not trust the certificate
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
