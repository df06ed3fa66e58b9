/** Pictures as the model takes and gives them: their size, and their values as planes of floats. */
@NullMarked
package dev.brushcast.engine.picture;

import org.jspecify.annotations.NullMarked;
