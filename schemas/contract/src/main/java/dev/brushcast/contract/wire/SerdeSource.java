package dev.brushcast.contract.wire;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** What makes serdes of records in Confluent's wire format. Safe for use by several threads. */
public interface SerdeSource extends AutoCloseable {

    /** The serde of the values of one type. */
    <V extends SpecificRecord> Serde<V> value(Class<V> type);

    @Override
    void close();
}
