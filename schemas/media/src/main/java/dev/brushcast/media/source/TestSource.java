package dev.brushcast.media.source;

import dev.brushcast.media.Rational;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A moving test picture with its time and frame number written into it, and a tone that beeps once a second.
 *
 * <p>Written {@code testsrc} or {@code testsrc:size=640x360:rate=30:duration=10}, options in any order.
 *
 * @param width pixels, 16 to 8192; 640 unless given
 * @param height pixels, 16 to 8192; 360 unless given
 * @param rate frames per second, a whole number or a fraction such as {@code 30000/1001}; 30 unless given
 * @param duration how long it runs, in seconds with decimals; null: without end
 */
public record TestSource(
        int width, int height, Rational rate, @Nullable Duration duration) implements MediaSource {

    public static final String NAME = "testsrc";

    private static final GeneratorOptions DEFAULTS = new GeneratorOptions(NAME, 640, 360, new Rational(30, 1), null);

    public TestSource {
        new GeneratorOptions(NAME, width, height, rate, duration); // refuses what cannot be
    }

    static TestSource parse(String text) {
        GeneratorOptions options = DEFAULTS.parse(text);
        return new TestSource(options.width(), options.height(), options.rate(), options.duration());
    }

    @Override
    public String redacted() {
        return new GeneratorOptions(NAME, width, height, rate, duration).toString();
    }
}
