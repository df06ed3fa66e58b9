/** Recorded vectors of the streaming video pipeline, run through the engine's own classes. */
@NullMarked
package dev.brushcast.engine.tools.verify.video;

import org.jspecify.annotations.NullMarked;
