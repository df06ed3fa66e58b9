/** The noise schedule of a latent consistency model: timesteps and the coefficients of each step. */
@NullMarked
package dev.brushcast.engine.schedule;

import org.jspecify.annotations.NullMarked;
