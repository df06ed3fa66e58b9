package dev.brushcast.worker.faults;

import dev.brushcast.engine.EngineException;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that makes a processor fail goes to the dead-letter topic and the stream goes on: it would fail again however
 * often it was tried. Where the fault is not the record's but the engine's or Kafka's, the thread fails.
 */
public final class UnprocessableRecords implements ProcessingExceptionHandler {

    private @Nullable SetAside setAside;

    @Override
    public void configure(Map<String, ?> configs) {
        setAside = SetAside.of(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception cause) {
        if (cause instanceof EngineException || cause instanceof KafkaException) {
            return Response.fail();
        }
        long timestamp = RecordTime.of(context.headers());
        return Response.resume(Objects.requireNonNull(setAside).records(context, timestamp, cause));
    }
}
