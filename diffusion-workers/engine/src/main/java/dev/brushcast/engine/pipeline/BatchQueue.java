package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.batch.BatchSizes;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.model.LatentShape;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What waits for a network of the autoencoder, taken in batches of one shape, as many at once as pays: that first whose turn
 * it is.
 */
final class BatchQueue<T> {

    private final StageQueue<T> waiting = new StageQueue<>();
    private final Comparator<T> order;
    private final Function<T, LatentShape> shapeOf;
    private final BatchSizes sizes;
    private final BiConsumer<List<T>, EngineException> fail;

    /** @param fail told of items of a shape that the network cannot do */
    BatchQueue(
            Function<T, FrameTicket> ticketOf,
            Function<T, LatentShape> shapeOf,
            BatchSizes sizes,
            BiConsumer<List<T>, EngineException> fail) {
        this.order = Comparator.comparing(ticketOf, FrameTicket.ORDER);
        this.shapeOf = shapeOf;
        this.sizes = sizes;
        this.fail = fail;
    }

    /** Adds items together: they may share a batch. */
    void add(List<T> items) {
        waiting.addAll(items);
    }

    /** Waits for the next batch. A shape that is new is measured first, while more items may be added. */
    List<T> take() throws InterruptedException {
        while (true) {
            List<T> fitting = waiting.nextFitting(order, shapeOf);
            try {
                LatentShape shape = shapeOf.apply(fitting.getFirst());
                List<T> batch = fitting.subList(0, sizes.best(shape, fitting.size()));
                waiting.remove(batch);
                return batch;
            } catch (EngineException e) {
                waiting.remove(fitting);
                fail.accept(fitting, e);
            }
        }
    }
}
