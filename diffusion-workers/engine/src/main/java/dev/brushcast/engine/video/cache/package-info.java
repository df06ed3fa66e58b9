/** The rolling window of keys and values that a causal video transformer attends over. */
@NullMarked
package dev.brushcast.engine.video.cache;

import org.jspecify.annotations.NullMarked;
