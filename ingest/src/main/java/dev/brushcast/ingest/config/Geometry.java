package dev.brushcast.ingest.config;

import dev.brushcast.kit.UserError;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PromptSource;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which size the frames of a stream get. */
public sealed interface Geometry {

    /** About as many pixels as the built-in model was trained on, in the source's proportions. */
    Area DEFAULT = new Area(65_536, 8);

    /** What a source gets unless it is said otherwise: pictures that are made have the size that is asked for. */
    static Geometry defaultFor(MediaSource source) {
        return source instanceof PromptSource prompt ? new Exact(prompt.width(), prompt.height()) : DEFAULT;
    }

    /**
     * The size that a user gave, whole or in part.
     *
     * @param width pixels; null: follows from the height and the source
     * @param height pixels; null: follows from the width and the source
     * @param otherwise where neither is given
     */
    static Geometry ofSides(@Nullable Integer width, @Nullable Integer height, Geometry otherwise) {
        if (width != null && height != null) {
            return new Exact(width, height);
        }
        int multiple = otherwise instanceof Area area ? area.multiple() : DEFAULT.multiple();
        if (width != null) {
            return new OneSide(width, true, multiple);
        }
        return height == null ? otherwise : new OneSide(height, false, multiple);
    }

    /** For a source that is seen at this size. */
    Size of(int displayWidth, int displayHeight);

    /** A size in pixels, each at least 1. */
    record Size(int width, int height) {

        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    /** This size, whatever the source's. */
    record Exact(int width, int height) implements Geometry {

        public Exact {
            if (Math.min(width, height) < 16 || Math.max(width, height) > 8192) {
                throw new UserError(
                        "Frames cannot be " + width + "x" + height + ": give width and height from 16 to 8192");
            }
        }

        @Override
        public Size of(int displayWidth, int displayHeight) {
            return new Size(width, height);
        }
    }

    /**
     * One side as given, the other by the source's proportions.
     *
     * @param length of the given side, pixels
     * @param isWidth which side that is
     * @param multiple of the other side, 1 to 256
     */
    record OneSide(int length, boolean isWidth, int multiple) implements Geometry {

        public OneSide {
            new Exact(length, length);
        }

        @Override
        public Size of(int displayWidth, int displayHeight) {
            double aspect = (double) displayWidth / displayHeight;
            int other = nearest(isWidth ? length / aspect : length * aspect);
            Exact both = isWidth ? new Exact(length, other) : new Exact(other, length);
            return both.of(displayWidth, displayHeight);
        }

        private int nearest(double exactly) {
            return Math.max(multiple, (int) Math.round(exactly / multiple) * multiple);
        }
    }

    /**
     * The source's proportions at about this many pixels, each side a multiple: the nearest such size.
     *
     * @param pixels 256 to 2^26
     * @param multiple of both sides, 1 to 256
     */
    record Area(int pixels, int multiple) implements Geometry {

        public Area {
            if (pixels < 256 || pixels > 1 << 26) {
                throw new UserError("Frames cannot have " + pixels + " pixels: give 256 to " + (1 << 26));
            }
            if (multiple < 1 || multiple > 256) {
                throw new UserError("Frame sides cannot be multiples of " + multiple + ": give 1 to 256");
            }
        }

        @Override
        public Size of(int displayWidth, int displayHeight) {
            double aspect = (double) displayWidth / displayHeight;
            double height = Math.sqrt(pixels / aspect);
            return IntStream.of(around(height))
                    .boxed()
                    .flatMap(h -> IntStream.of(around(height * aspect)).mapToObj(w -> new Size(w, h)))
                    .min(Comparator.comparingDouble(size -> misfit(size, aspect)))
                    .orElseThrow();
        }

        private int[] around(double length) {
            int below = Math.max(1, (int) (length / multiple)) * multiple;
            return new int[] {below, below + multiple};
        }

        /** Wrong proportions weigh twice as much as a wrong area. */
        private double misfit(Size size, double aspect) {
            double proportions = Math.abs(Math.log((double) size.width() / size.height() / aspect));
            double area = Math.abs(Math.log((double) size.width() * size.height() / pixels));
            return proportions + area / 2;
        }
    }
}
