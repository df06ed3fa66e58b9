package dev.brushcast.contract.fleet;

import dev.brushcast.contract.avro.WorkerStream;

/**
 * What a stream asks of a worker.
 *
 * @param width of its pictures, pixels, at least 1
 * @param height of its pictures, pixels, at least 1
 * @param steps of denoising; 0: the model's own
 * @param framesPerSecond that are to be rendered, from 0
 */
public record FrameWork(int width, int height, int steps, double framesPerSecond) {

    public FrameWork {
        if (width < 1 || height < 1 || steps < 0 || !(framesPerSecond >= 0) || Double.isInfinite(framesPerSecond)) {
            throw new IllegalArgumentException("no work can be " + framesPerSecond + " frames a second of " + width
                    + "x" + height + " in " + steps + " steps");
        }
    }

    /** What a worker has measured of a stream. */
    public static FrameWork of(WorkerStream stream) {
        return new FrameWork(stream.getWidth(), stream.getHeight(), stream.getSteps(), stream.getAskedFps());
    }

    long pixels() {
        return (long) width * height;
    }

    /** For people: {@code 30 frames a second of 512x512}. */
    @Override
    public String toString() {
        String rate = Double.toString(Math.round(framesPerSecond * 10) / 10.0).replaceFirst("\\.0$", "");
        return rate + " frames a second of " + width + "x" + height + (steps == 0 ? "" : " in " + steps + " steps");
    }
}
