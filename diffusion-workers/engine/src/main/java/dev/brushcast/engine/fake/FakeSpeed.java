package dev.brushcast.engine.fake;

import dev.brushcast.engine.batch.BatchCurve;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast an engine pretends to be.
 *
 * @param batches how long a UNet call of so many rows takes; between given sizes evenly, beyond the largest in proportion
 * @param encode how long encoding one picture takes
 * @param decode how long decoding one picture takes
 * @param pixels of the pictures that these are the times of, others take them in proportion; 0: of any
 */
public record FakeSpeed(Map<Integer, Duration> batches, Duration encode, Duration decode, int pixels) {

    public FakeSpeed {
        batches = Map.copyOf(batches);
        if (!batches.containsKey(1)) {
            throw new IllegalArgumentException("how long does a call of one row take? Given: " + batches.keySet());
        }
    }

    /** Times of pictures of any size. */
    public FakeSpeed(Map<Integer, Duration> batches, Duration encode, Duration decode) {
        this(batches, encode, decode, 0);
    }

    /** A fixed time per call and a time per row, nothing for encoding and decoding. */
    public static FakeSpeed linear(Duration perCall, Duration perRow) {
        return new FakeSpeed(
                Map.of(1, perCall.plus(perRow), 16, perCall.plus(perRow.multipliedBy(16))),
                Duration.ZERO,
                Duration.ZERO);
    }

    /** So many times as long does a picture of so many pixels take. */
    double longer(int pictures) {
        return pixels == 0 ? 1 : (double) pictures / pixels;
    }

    BatchCurve curve() {
        Map<Integer, Double> nanos = new HashMap<>();
        batches.forEach((rows, took) -> nanos.put(rows, (double) took.toNanos()));
        return BatchCurve.exact(nanos);
    }
}
