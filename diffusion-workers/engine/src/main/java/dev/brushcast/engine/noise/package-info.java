/** Noise and draws from seeds, always the same for the same stream, frame and seed. */
@NullMarked
package dev.brushcast.engine.noise;

import org.jspecify.annotations.NullMarked;
