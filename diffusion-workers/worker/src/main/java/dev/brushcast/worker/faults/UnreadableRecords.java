package dev.brushcast.worker.faults;

import dev.brushcast.contract.wire.ReadFailure;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Records whose bytes are none of the contract's go to the dead-letter topic, in the same transaction, and the stream
 * goes on. Downstream, a chunk's number is missing then. Where the fault is not the record's but the schema registry's,
 * the thread fails and the record is read again.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {

    private @Nullable SetAside setAside;

    @Override
    public void configure(Map<String, ?> configs) {
        setAside = SetAside.of(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception cause) {
        if (ReadFailure.notTheRecords(cause).isPresent()) {
            return Response.fail();
        }
        return Response.resume(Objects.requireNonNull(setAside).records(context, record.timestamp(), cause));
    }
}
