package dev.brushcast.media.source;

import dev.brushcast.media.Rational;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * No pictures, only times at which one is wanted: a model makes them from the prompt alone (text to image). Without sound.
 *
 * <p>Written {@code txt2img} or {@code txt2img:size=256x256:rate=8:duration=10}, options in any order.
 *
 * @param width of the pictures that are wanted, pixels, 16 to 8192; 512 unless given
 * @param height of them, pixels, 16 to 8192; 512 unless given
 * @param rate frames per second, a whole number or a fraction; 8 unless given
 * @param duration how long it runs, in seconds with decimals; null: without end
 */
public record PromptSource(
        int width, int height, Rational rate, @Nullable Duration duration) implements MediaSource {

    static final String NAME = "txt2img";

    private static final GeneratorOptions DEFAULTS = new GeneratorOptions(NAME, 512, 512, new Rational(8, 1), null);

    public PromptSource {
        new GeneratorOptions(NAME, width, height, rate, duration); // refuses what cannot be
    }

    static PromptSource parse(String text) {
        GeneratorOptions options = DEFAULTS.parse(text);
        return new PromptSource(options.width(), options.height(), options.rate(), options.duration());
    }

    /** What there is to say of it, in the terms of a source that has pictures. */
    public SourceInfo info() {
        return new SourceInfo(NAME, "none", width, height, width, height, rate, duration, false, null, false, true);
    }

    @Override
    public String redacted() {
        return new GeneratorOptions(NAME, width, height, rate, duration).toString();
    }
}
