package dev.brushcast.contract.wire;

import dev.brushcast.contract.wire.registry.SchemaRegistryClient;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import java.io.Closeable;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serdes of the contract's records, in Confluent's wire format. One instance serves a process; its serdes share the
 * schemas it knows and may be used until it is closed. Safe for use by several threads.
 */
public final class AvroSerdes implements Closeable {

    private final SerdeSource source;

    private AvroSerdes(SerdeSource source) {
        this.source = source;
    }

    /** Serdes with the ids of the catalogue in the jar, for a deployment without a schema registry. */
    public static AvroSerdes builtIn() {
        return new AvroSerdes(new SchemaSerdes(SchemaRegistryClient.builtIn()));
    }

    /**
     * Serdes with the ids of a Confluent-compatible schema registry: Confluent's own where the build has them, else this
     * project's. The latter also read what was written with built-in ids, so that a deployment may get a registry later.
     *
     * @param url the registry's address, several separated by commas
     * @param settings the registry client's settings, by Confluent's names without a prefix; this project's own client
     *     knows {@code basic.auth.user.info}, {@code auto.register.schemas} and {@code request.timeout.ms}
     * @throws SchemaRegistryException when the address or a setting cannot be used
     */
    public static AvroSerdes registry(String url, Map<String, ?> settings) {
        Optional<RegistrySerdeProvider> other =
                ServiceLoader.load(RegistrySerdeProvider.class).findFirst();
        return other.map(provider -> new AvroSerdes(provider.open(url, settings)))
                .orElseGet(() -> ownRegistry(url, settings));
    }

    /** Serdes of this project, whichever others the build has. */
    static AvroSerdes ownRegistry(String url, Map<String, ?> settings) {
        return new AvroSerdes(new SchemaSerdes(SchemaRegistryClient.open(url, settings)));
    }

    /**
     * The serde of the values of one type.
     *
     * <p>Its deserializer throws a {@link WireException} for bytes that are no such record, and both throw a
     * {@link SchemaRegistryException} when ids cannot be had.
     */
    public <V extends SpecificRecord> Serde<V> value(Class<V> type) {
        return source.value(type);
    }

    /** A serializer of the values of all types, for one producer of several topics. */
    public Serializer<SpecificRecord> serializer() {
        return new RecordSerializer(type -> serializer(type.asSubclass(SpecificRecord.class)));
    }

    @SuppressWarnings("unchecked") // it is given values of this type only
    private Serializer<SpecificRecord> serializer(Class<? extends SpecificRecord> type) {
        return (Serializer<SpecificRecord>) (Serializer<?>) source.value(type).serializer();
    }

    @Override
    public void close() {
        source.close();
    }
}
