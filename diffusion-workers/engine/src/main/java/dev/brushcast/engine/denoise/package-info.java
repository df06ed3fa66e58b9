/** Denoising: a frame's way through its steps, guidance, and the loop that batches frames. */
@NullMarked
package dev.brushcast.engine.denoise;

import org.jspecify.annotations.NullMarked;
