package dev.brushcast.kit.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.utils.Utils;

/**
 * Looks at an address that Kafka's client gave up on. The client says "timed out" for all that goes wrong before a broker
 * has understood it: a port for TLS or for logins only looks to it like one that hangs up.
 */
final class BrokerProbe {

    private static final int TIMEOUT_MS = 2_000;

    private static final short SASL_HANDSHAKE = 17;
    private static final short VERSION = 1;
    private static final short NO_ERROR = 0;
    private static final short UNSUPPORTED_MECHANISM = 33;
    private static final int LONGEST_ANSWER = 1 << 16;

    private BrokerProbe() {}

    /** What the first of the addresses that answers wants and the settings do not have; empty: nothing was found. */
    static Optional<String> explain(KafkaConnection connection) {
        String protocol = connection
                .clientSettings()
                .getOrDefault("security.protocol", "PLAINTEXT")
                .toUpperCase(Locale.ROOT);
        return Arrays.stream(connection.bootstrapServers().split(",", -1))
                .map(address -> explain(address.strip(), protocol))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether the name of any of the addresses can be looked up: names of brokers in containers are there once these are. */
    static boolean anyResolves(String bootstrapServers) {
        return Arrays.stream(bootstrapServers.split(",", -1))
                .map(address -> Utils.getHost(address.strip()))
                .anyMatch(host -> host != null && !new InetSocketAddress(host, 1).isUnresolved());
    }

    private static Optional<String> explain(String address, String protocol) {
        String host = Utils.getHost(address);
        Integer port = Utils.getPort(address);
        if (host == null || port == null) {
            return Optional.empty();
        }
        boolean login = protocol.startsWith("SASL");
        if (!protocol.endsWith("SSL") && speaksTls(host, port)) {
            return Optional.of("Kafka at " + address + " speaks TLS only: set security.protocol="
                    + (login ? "SASL_SSL" : "SSL (SASL_SSL with a login)"));
        }
        Optional<List<String>> logins = logins(host, port);
        if (protocol.endsWith("SSL") && logins.isPresent()) {
            return Optional.of("Kafka at " + address + " does not speak TLS: set security.protocol="
                    + (login ? "SASL_PLAINTEXT" : "PLAINTEXT (SASL_PLAINTEXT with a login)"));
        }
        return logins.filter(offered -> !login && !offered.isEmpty())
                .map(offered -> "Kafka at " + address + " wants a login (" + String.join(", ", offered)
                        + "): set security.protocol=SASL_PLAINTEXT, sasl.mechanism and sasl.jaas.config");
    }

    private static boolean speaksTls(String host, int port) {
        try (Socket plain = connect(host, port);
                SSLSocket socket = (SSLSocket) trustingAll().getSocketFactory().createSocket(plain, host, port, true)) {
            socket.startHandshake(); // nothing is sent after it: whose certificate it is does not matter
            return true;
        } catch (IOException | GeneralSecurityException _) {
            return false;
        }
    }

    private static SSLContext trustingAll() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustAll[] {new TrustAll()}, null);
        return context;
    }

    /** The kinds of login that a broker offers, none where it wants none; empty: no broker answers in plain text. */
    private static Optional<List<String>> logins(String host, int port) {
        try (Socket socket = connect(host, port)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(handshake());
            out.flush();
            return readLogins(new DataInputStream(socket.getInputStream()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** A request by Kafka's protocol that a port without logins refuses, and one with answers with what it offers. */
    private static byte[] handshake() {
        byte[] mechanism = "PLAIN".getBytes(StandardCharsets.US_ASCII);
        int length = 2 + 2 + 4 + 2 + 2 + mechanism.length;
        return ByteBuffer.allocate(4 + length)
                .putInt(length)
                .putShort(SASL_HANDSHAKE)
                .putShort(VERSION)
                .putInt(1) // correlation id
                .putShort((short) -1) // no client id
                .putShort((short) mechanism.length)
                .put(mechanism)
                .array();
    }

    private static Optional<List<String>> readLogins(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 10 || length > LONGEST_ANSWER || in.readInt() != 1) {
            return Optional.empty();
        }
        short error = in.readShort();
        if (error != NO_ERROR && error != UNSUPPORTED_MECHANISM) {
            return Optional.of(List.of());
        }
        List<String> logins = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            logins.add(in.readUTF()); // Kafka's strings have the same form, and mechanisms are ASCII
        }
        return Optional.of(logins);
    }

    private static Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
