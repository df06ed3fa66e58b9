/** The stochastic similarity filter: which frames are so like the last rendered one that they need no rendering. */
@NullMarked
package dev.brushcast.engine.similarity;

import org.jspecify.annotations.NullMarked;
