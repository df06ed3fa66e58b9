package dev.brushcast.engine.tools.measure;

/**
 * Where each pixel of a picture is in another one: at its own place plus this.
 *
 * @param across pixels to the right
 * @param down pixels downwards
 */
record Motion(Plane across, Plane down) {

    private static final int SMOOTH = 2;

    static Motion none(int width, int height) {
        return new Motion(Plane.zero(width, height), Plane.zero(width, height));
    }

    /** For the same picture at another size. */
    Motion resized(int width, int height) {
        return new Motion(
                across.resized(width, height, (float) width / across.width()),
                down.resized(width, height, (float) height / down.height()));
    }

    /** Neighbours move alike. */
    Motion smoothed() {
        return new Motion(across.boxed(SMOOTH), down.boxed(SMOOTH));
    }
}
