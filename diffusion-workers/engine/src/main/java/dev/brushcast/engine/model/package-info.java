/** What a diffusion model is to the engine: ports of its parts and the records that they exchange. */
@NullMarked
package dev.brushcast.engine.model;

import org.jspecify.annotations.NullMarked;
