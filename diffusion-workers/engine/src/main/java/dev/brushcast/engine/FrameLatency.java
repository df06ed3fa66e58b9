package dev.brushcast.engine;

/**
 * How long frames of one size and style take on an engine's device, by times that were measured on it. Pure.
 *
 * @param encode pictures into latents, by how many at once
 * @param denoise one step's call, by its rows
 * @param decode latents into pictures, by how many at once
 * @param steps of a frame, at least 1
 * @param rowsPerStep how many rows a frame has in a step's call: two where guidance asks for the negative prompt as well
 * @param takeTurns whether the three run one after another, as on a CPU; else at once, on other frames
 */
public record FrameLatency(Curve encode, Curve denoise, Curve decode, int steps, int rowsPerStep, boolean takeTurns) {

    /** Times of one network's calls. */
    public interface Curve {

        /** How long a call of so many rows takes, nanoseconds. */
        double nanos(int rows);

        /** How many rows the engine puts into a call while so many wait. */
        int best(int waiting);
    }

    public FrameLatency {
        if (steps < 1 || rowsPerStep < 1) {
            throw new IllegalArgumentException("at least one step of one row, not " + steps + " of " + rowsPerStep);
        }
    }

    /** The same with another number of steps. */
    public FrameLatency withSteps(int others) {
        return new FrameLatency(encode, denoise, decode, others, rowsPerStep, takeTurns);
    }

    /** From the first to the last of so many frames that have the device to themselves, nanoseconds. */
    public double alone(int frames) {
        return calls(encode, frames) + steps * calls(denoise, frames * rowsPerStep) + calls(decode, frames);
    }

    /**
     * How much of the device's time a frame takes, nanoseconds: what the busiest network needs for it.
     *
     * @param together how many frames there are to share calls, at least 1
     */
    public double work(int together) {
        double encoding = each(encode, together);
        double denoising = steps * rowsPerStep * each(denoise, together * rowsPerStep);
        double decoding = each(decode, together);
        return takeTurns ? encoding + denoising + decoding : Math.max(denoising, Math.max(encoding, decoding));
    }

    private static double calls(Curve curve, int rows) {
        double nanos = 0;
        for (int left = rows; left > 0; ) {
            int call = Math.clamp(curve.best(left), 1, left);
            nanos += curve.nanos(call);
            left -= call;
        }
        return nanos;
    }

    private static double each(Curve curve, int together) {
        int call = Math.clamp(curve.best(together), 1, together);
        return curve.nanos(call) / call;
    }
}
