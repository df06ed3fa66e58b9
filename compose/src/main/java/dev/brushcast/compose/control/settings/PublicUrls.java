package dev.brushcast.compose.control.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where browsers find what control itself does not serve.
 *
 * @param viewers a stream's page for viewers; null: that is not known here
 * @param publishers where a browser publishes a camera or a screen to a stream; null: nowhere that is known here
 */
public record PublicUrls(
        @Nullable StreamUrl viewers, @Nullable StreamUrl publishers) {

    /** Nothing is known. */
    public static final PublicUrls NONE = new PublicUrls(null, null);
}
