/** Measures models on a moving picture through their engine's sessions alone: speed, flicker, drift. */
@NullMarked
package dev.brushcast.engine.tools.bench.video;

import org.jspecify.annotations.NullMarked;
