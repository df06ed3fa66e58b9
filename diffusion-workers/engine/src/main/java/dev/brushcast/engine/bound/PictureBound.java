package dev.brushcast.engine.bound;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.memory.MemoryRoom;
import java.time.Duration;
import java.util.Locale;

/**
 * How many pixels a picture may have.
 *
 * @param mostPixels at least as many as the sizes have that the engine was set up for
 * @param why it is not more, for people
 */
public record PictureBound(int mostPixels, String why) {

    /** Frames of several sizes and batches of two are in the engine at once, and others need memory as well. */
    private static final double SHARE = 0.25;

    /**
     * So many times the model's own size is always tried, however slow the machine is or however busy it was while it was
     * measured, as far as memory goes: four times its sides.
     */
    private static final int ALWAYS_TRIED = 16;

    /**
     * The bound on a machine.
     *
     * @param usualPixels of the largest size that the engine was set up for
     * @param nativePixels of the size that the model was made for
     * @param longest a frame may take in the networks
     */
    public static PictureBound of(
            FrameCost cost, MemoryRoom room, Duration longest, int usualPixels, int nativePixels) {
        int byTime = Math.max(cost.nanos().within((double) longest.toNanos()), (int)
                Math.min(Integer.MAX_VALUE, (long) ALWAYS_TRIED * nativePixels));
        PictureBound least = new PictureBound(
                byTime, String.format(Locale.ROOT, "a frame would take more than %.1f s", longest.toMillis() / 1e3));
        least = least.orLess(cost.machineBytes().within(SHARE * room.machine()), "memory", room.machine());
        least = least.orLess(cost.directBytes().within(SHARE * room.direct()), "direct memory", room.direct());
        least = least.orLess(cost.heapBytes().within(SHARE * room.heap()), "heap", room.heap());
        return least.mostPixels >= usualPixels
                ? least
                : new PictureBound(usualPixels, least.why + "; what the engine was set up for is tried");
    }

    private PictureBound orLess(int pixels, String what, long room) {
        return pixels >= mostPixels
                ? this
                : new PictureBound(
                        pixels, String.format(Locale.ROOT, "of %.1f GiB of %s a part is kept", room / 0x1p30, what));
    }

    /** Whether a picture is small enough. */
    public boolean allows(PictureSize size) {
        return (long) size.width() * size.height() <= mostPixels;
    }

    /** As in "up to 1863225 pixels, as 1365x1365: a frame would take more than 1.0 s". */
    @Override
    public String toString() {
        int side = (int) Math.sqrt(mostPixels);
        return "up to " + mostPixels + " pixels, as " + side + "x" + side + ": " + why;
    }
}
