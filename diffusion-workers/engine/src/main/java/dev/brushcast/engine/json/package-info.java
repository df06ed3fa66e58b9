/** JSON files as programs of the field write them: the one place that reads them. */
@NullMarked
package dev.brushcast.engine.json;

import org.jspecify.annotations.NullMarked;
