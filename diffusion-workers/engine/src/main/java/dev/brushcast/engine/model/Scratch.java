package dev.brushcast.engine.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays for what lives no longer than a call of a network, used again by the next one. Grows to the largest batch and no
 * further. Owned by one thread.
 */
public final class Scratch {

    private final List<float[]> arrays = new ArrayList<>();

    /**
     * The array at a place of the batch, with whatever was left in it.
     *
     * @param place from 0, at most one more than any place asked for before
     * @param length of the array
     */
    public float[] at(int place, int length) {
        if (place == arrays.size()) {
            arrays.add(new float[length]);
        } else if (arrays.get(place).length != length) {
            arrays.set(place, new float[length]);
        }
        return arrays.get(place);
    }
}
