package dev.brushcast.compose.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a fault was got over, of the stream that took longest. Times are from the fault's beginning, so that of a process that is
 * away for 5 s they have these 5 s.
 *
 * @param fault in a few words
 * @param anyPicture until a picture that was captured later can be read by viewers' egress; null: not at all
 * @param model until one of the model's can be; null: not at all
 * @param standstill the longest time that a playlist had nothing new for
 */
public record Recovery(
        String fault,
        @Nullable Duration anyPicture,
        @Nullable Duration model,
        Duration standstill) {

    /** Whether the model's pictures came again. */
    public boolean whole() {
        return model != null;
    }
}
