package dev.brushcast.worker.topology;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A processor whose work begins when Kafka Streams hands over its context. After an aborted transaction Kafka Streams
 * does so again, and the work begins anew: nothing that was remembered outside the stores is left.
 */
final class OnInit<K, V, KOut, VOut> implements Processor<K, V, KOut, VOut> {

    private final Function<ProcessorContext<KOut, VOut>, Consumer<Record<K, V>>> work;
    private @Nullable Consumer<Record<K, V>> current;

    private OnInit(Function<ProcessorContext<KOut, VOut>, Consumer<Record<K, V>>> work) {
        this.work = work;
    }

    static <K, V, KOut, VOut> ProcessorSupplier<K, V, KOut, VOut> of(
            Function<ProcessorContext<KOut, VOut>, Consumer<Record<K, V>>> work) {
        return () -> new OnInit<>(work);
    }

    @Override
    public void init(ProcessorContext<KOut, VOut> context) {
        current = work.apply(context);
    }

    @Override
    public void process(Record<K, V> record) {
        if (current == null) {
            throw new IllegalStateException("processing before init");
        }
        current.accept(record);
    }
}
