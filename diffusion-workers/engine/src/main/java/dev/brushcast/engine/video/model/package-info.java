/** The networks of a video model, as the rest of the engine sees them. */
@NullMarked
package dev.brushcast.engine.video.model;

import org.jspecify.annotations.NullMarked;
