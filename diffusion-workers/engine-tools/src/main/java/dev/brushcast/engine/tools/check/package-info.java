/** What a model folder is, what it can do and what it needs, found out by loading it and rendering a frame. */
@NullMarked
package dev.brushcast.engine.tools.check;

import org.jspecify.annotations.NullMarked;
