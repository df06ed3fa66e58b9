package dev.brushcast.engine.video.cache;

/**
 * Positions of a stream's latent frames, which the transformer's rotary embedding counts in. From a threshold on they go on
 * from the window's last slot, again and again: the model knows no higher ones. Keys that are in the window keep theirs.
 * Owned by one thread.
 */
public final class Positions {

    /** As published: a model trained on clips of some seconds goes no further. */
    public static final int REFRESH_AT = 50;

    private final int refreshAt;
    private final int window;
    private final boolean goesOn;
    private long next;

    /**
     * From 0 on.
     *
     * @param refreshAt the first position that is not used
     * @param window slots of the window, fewer than that
     */
    public Positions(int refreshAt, int window) {
        this(refreshAt, window, true);
    }

    private Positions(int refreshAt, int window, boolean goesOn) {
        if (window >= refreshAt) {
            throw new IllegalArgumentException(
                    "positions up to " + refreshAt + " with a window of " + window + ", expected more of them");
        }
        this.refreshAt = refreshAt;
        this.window = window;
        this.goesOn = goesOn;
    }

    /** Positions that stay at the window's last slot from the threshold on, as the reference's staged interface has them. */
    public static Positions standing(int refreshAt, int window) {
        return new Positions(refreshAt, window, false);
    }

    /** The position of the next chunk's first frame. */
    public long take(int frames) {
        long position = next >= refreshAt ? window - 1 : next;
        next = (goesOn ? position : next) + frames;
        return position;
    }
}
