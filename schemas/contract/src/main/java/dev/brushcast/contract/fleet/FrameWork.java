package dev.brushcast.contract.fleet;

import dev.brushcast.contract.avro.WorkerStream;

/**
 * What a stream asks of a worker.
 *
 * @param width of its pictures, pixels, at least 1
 * @param height of its pictures, pixels, at least 1
 * @param steps of denoising; 0: the model's own
 * @param framesPerSecond that are to be rendered, from 0
 * @param cost so many times as much work is each for the stream's model as for the worker's first one, from 0
 */
public record FrameWork(int width, int height, int steps, double framesPerSecond, double cost) {

    public FrameWork {
        if (width < 1 || height < 1 || steps < 0 || !isAmount(framesPerSecond) || !isAmount(cost)) {
            throw new IllegalArgumentException("no work can be " + framesPerSecond + " frames a second of " + width
                    + "x" + height + " in " + steps + " steps, " + cost + " times as much each");
        }
    }

    /** For the worker's first model. */
    public FrameWork(int width, int height, int steps, double framesPerSecond) {
        this(width, height, steps, framesPerSecond, 1);
    }

    private static boolean isAmount(double number) {
        return number >= 0 && !Double.isInfinite(number);
    }

    /** What a worker has measured of a stream. */
    public static FrameWork of(WorkerStream stream) {
        return new FrameWork(
                stream.getWidth(), stream.getHeight(), stream.getSteps(), stream.getAskedFps(), stream.getCost());
    }

    long pixels() {
        return (long) width * height;
    }

    /** For people: {@code 30 frames a second of 512x512}. */
    @Override
    public String toString() {
        return shortly(framesPerSecond) + " frames a second of " + width + "x" + height
                + (steps == 0 ? "" : " in " + steps + " steps")
                + (cost == 1 ? "" : " with a model that takes " + shortly(cost) + " times as long");
    }

    private static String shortly(double number) {
        return Double.toString(Math.round(number * 10) / 10.0).replaceFirst("\\.0$", "");
    }
}
