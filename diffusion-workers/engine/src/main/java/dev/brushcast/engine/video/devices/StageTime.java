package dev.brushcast.engine.video.devices;

/**
 * How long a device takes for a pass.
 *
 * @param blocks for its blocks, in seconds
 * @param whole with all else that it does, in seconds
 */
public record StageTime(double blocks, double whole) {

    /** Not measured yet. */
    public static final StageTime NONE = new StageTime(0, 0);

    /** A moving mean that goes a share of the way to another time. */
    StageTime towards(StageTime other, double share) {
        return new StageTime(blocks + share * (other.blocks - blocks), whole + share * (other.whole - whole));
    }
}
