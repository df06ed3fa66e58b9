/** Undoes what careless software does to text, as {@code ftfy} does. */
@NullMarked
package dev.brushcast.engine.text.repair;

import org.jspecify.annotations.NullMarked;
