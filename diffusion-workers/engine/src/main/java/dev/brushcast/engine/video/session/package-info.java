/** A stream of frames through a video model, from its first chunk to its last. */
@NullMarked
package dev.brushcast.engine.video.session;

import org.jspecify.annotations.NullMarked;
