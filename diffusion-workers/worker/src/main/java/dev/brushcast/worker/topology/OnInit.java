package dev.brushcast.worker.topology;

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

    private final Function<ProcessorContext<KOut, VOut>, Work<K, V>> work;
    private @Nullable Work<K, V> current;

    /** What is done with records. */
    @FunctionalInterface
    interface Work<K, V> {

        void process(Record<K, V> record);

        /** Frees what it holds; stores and context are not to be used any more. */
        default void close() {}
    }

    private OnInit(Function<ProcessorContext<KOut, VOut>, Work<K, V>> work) {
        this.work = work;
    }

    static <K, V, KOut, VOut> ProcessorSupplier<K, V, KOut, VOut> of(
            Function<ProcessorContext<KOut, VOut>, Work<K, V>> work) {
        return () -> new OnInit<>(work);
    }

    @Override
    public void init(ProcessorContext<KOut, VOut> context) {
        close();
        current = work.apply(context);
    }

    @Override
    public void process(Record<K, V> record) {
        if (current == null) {
            throw new IllegalStateException("processing before init");
        }
        current.process(record);
    }

    /** Where the task is closed or given up, also for another worker to take it. */
    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
