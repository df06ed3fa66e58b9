package dev.brushcast.engine.video.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * The keys and values that one row's passes look back on: in every layer as many slots of one latent frame each, keys
 * already rotated to their positions, and a book of which slot is whose. Slots without a frame are zero. Owned by one thread
 * at a time, or each layer by that of the device that has its block.
 */
public final class KeyValueWindow {

    private final CacheShape shape;
    private final List<SlotBook> books;
    private final float[][] keys;
    private final float[][] values;
    private long passes;
    private volatile long tornFrom = Long.MAX_VALUE;

    /**
     * An empty window.
     *
     * @param book makes the book of a layer
     */
    public KeyValueWindow(CacheShape shape, IntFunction<SlotBook> book) {
        this.shape = shape;
        this.books = books(shape, book);
        this.keys = new float[shape.layers()][shape.slots() * shape.frameLength()];
        this.values = new float[shape.layers()][shape.slots() * shape.frameLength()];
    }

    private static List<SlotBook> books(CacheShape shape, IntFunction<SlotBook> book) {
        List<SlotBook> books = new ArrayList<>();
        for (int layer = 0; layer < shape.layers(); layer++) {
            books.add(book.apply(layer));
        }
        return books;
    }

    public CacheShape shape() {
        return shape;
    }

    /** The book of a layer. */
    public SlotBook book(int layer) {
        return books.get(layer);
    }

    /** Keys of a layer: slots, tokens, heads and head width, row-major. */
    public float[] keys(int layer) {
        return keys[layer];
    }

    /** Values of a layer, laid out like its keys. */
    public float[] values(int layer) {
        return values[layer];
    }

    /** Puts frames into a layer's slots from one on. */
    public void write(int layer, int slot, float[] newKeys, float[] newValues) {
        int at = slot * shape.frameLength();
        System.arraycopy(newKeys, 0, keys[layer], at, newKeys.length);
        System.arraycopy(newValues, 0, values[layer], at, newValues.length);
    }

    /** The number of the next pass, by the order in which they are made. */
    public long nextPass() {
        return passes++;
    }

    /** A pass has left keys in some layers and not in others: nothing that this one or a later one makes is right. */
    public synchronized void tear(long pass) {
        tornFrom = Math.min(tornFrom, pass);
    }

    /** Whether it is torn for a pass. */
    public boolean isTornFor(long pass) {
        return pass >= tornFrom;
    }

    /** Another window with the same frames, which goes on by itself. */
    public KeyValueWindow copy() {
        return copy((_, book) -> book.copy());
    }

    /** The same, with what becomes of each layer's book. */
    public KeyValueWindow copy(BiFunction<Integer, SlotBook, SlotBook> ofBook) {
        KeyValueWindow copy = new KeyValueWindow(shape, layer -> ofBook.apply(layer, books.get(layer)));
        if (isTornFor(passes)) {
            copy.tear(0);
        }
        for (int layer = 0; layer < shape.layers(); layer++) {
            System.arraycopy(keys[layer], 0, copy.keys[layer], 0, keys[layer].length);
            System.arraycopy(values[layer], 0, copy.values[layer], 0, values[layer].length);
        }
        return copy;
    }
}
