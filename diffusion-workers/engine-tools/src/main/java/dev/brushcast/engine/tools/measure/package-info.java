/** What a moving picture is like, by small sums over its pixels: how it moves, how it flickers, how sharp it is, how like another. */
@NullMarked
package dev.brushcast.engine.tools.measure;

import org.jspecify.annotations.NullMarked;
