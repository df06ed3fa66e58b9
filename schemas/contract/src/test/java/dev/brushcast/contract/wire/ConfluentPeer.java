package dev.brushcast.contract.wire;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Confluent's own serializer and deserializer, out of a jar that carries them unchanged. It also carries other versions of
 * Kafka and Avro than ours, hence a class loader of its own and reflection.
 */
final class ConfluentPeer implements AutoCloseable {

    /** Put there by the build. */
    static final File JAR = new File("target/confluent/pinot-confluent-avro-shaded.jar");

    private static final String CLIENT = "io.confluent.kafka.schemaregistry.client.";
    private static final String SERDES = "io.confluent.kafka.serializers.";
    private static final String AVRO = "io.confluent.kafka.schemaregistry.avro.";

    private final URLClassLoader loader =
            new URLClassLoader(new URL[] {url(JAR)}, ClassLoader.getPlatformClassLoader());
    private final Object client;
    private final Object serializer;
    private final Object deserializer;

    private ConfluentPeer(String registryUrl, String clientClass, Object... clientArguments) {
        Map<String, String> settings = Map.of("schema.registry.url", registryUrl);
        client = make(CLIENT + clientClass, clientArguments);
        serializer = make(SERDES + "KafkaAvroSerializer", client, settings);
        deserializer = make(SERDES + "KafkaAvroDeserializer", client, settings);
    }

    /** With a registry in memory, which knows what it is told. */
    static ConfluentPeer inMemory() {
        return new ConfluentPeer("mock://peer", "MockSchemaRegistryClient");
    }

    /** With a registry server. */
    static ConfluentPeer of(String registryUrl) {
        return new ConfluentPeer(registryUrl, "CachedSchemaRegistryClient", registryUrl, 100);
    }

    /** Makes the registry in memory know a schema under an id. */
    void register(String subject, Schema schema, int version, int id) {
        call(client, "register", subject, schema(schema), version, id);
    }

    /** A record of theirs, out of Avro's JSON encoding. */
    Object record(String json, Schema schema) {
        return Reflection.call(null, type(AVRO + "AvroSchemaUtils"), "toObject", loader, json, schema(schema));
    }

    byte[] write(String topic, Object record) {
        return (byte[]) call(serializer, "serialize", topic, record);
    }

    Object read(String topic, byte[] value) {
        return call(deserializer, "deserialize", topic, value);
    }

    private Object schema(Schema schema) {
        return make(AVRO + "AvroSchema", schema.toString());
    }

    private Class<?> type(String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(JAR + " was not put there by the build or lacks a class", e);
        }
    }

    private Object make(String name, Object... arguments) {
        return Reflection.make(type(name), loader, arguments);
    }

    private Object call(Object target, String method, Object... arguments) {
        return Reflection.call(target, target.getClass(), method, loader, arguments);
    }

    private static URL url(File file) {
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
