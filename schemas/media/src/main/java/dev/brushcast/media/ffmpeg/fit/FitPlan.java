package dev.brushcast.media.ffmpeg.fit;

/**
 * Which part of a picture is used, and how large it becomes. What the frame has beyond that is black, equally on opposite
 * sides.
 *
 * @param source the part of the coded picture that is used, its corner on even pixels (chroma is often halved)
 * @param width of that part in the frame, pixels
 * @param height of that part in the frame, pixels
 */
record FitPlan(Box source, int width, int height) {

    /** A rectangle in pixels, from the top left. */
    record Box(int x, int y, int width, int height) {}

    /**
     * Plans for a coded picture and a frame of the same orientation.
     *
     * @param pixelAspect width of a coded pixel over its height, above 0
     */
    static FitPlan of(int width, int height, double pixelAspect, int frameWidth, int frameHeight, Fit fit) {
        Box whole = new Box(0, 0, width, height);
        // Above 1: the picture is wider than the frame.
        double excess = width * pixelAspect / height * frameHeight / frameWidth;
        return switch (fit) {
            case STRETCH -> new FitPlan(whole, frameWidth, frameHeight);
            case PAD ->
                new FitPlan(
                        whole,
                        excess < 1 ? shrink(frameWidth, 1 / excess) : frameWidth,
                        excess > 1 ? shrink(frameHeight, excess) : frameHeight);
            case CROP -> {
                int usedWidth = excess > 1 ? shrink(width, excess) : width;
                int usedHeight = excess < 1 ? shrink(height, 1 / excess) : height;
                Box used =
                        new Box(even((width - usedWidth) / 2), even((height - usedHeight) / 2), usedWidth, usedHeight);
                yield new FitPlan(used, frameWidth, frameHeight);
            }
        };
    }

    private static int shrink(int length, double by) {
        return (int) Math.max(1, Math.round(length / by));
    }

    private static int even(int offset) {
        return offset & ~1;
    }
}
