/** A recorded stream once more, as it was aired or in another style, under a name of its own. */
@org.jspecify.annotations.NullMarked
package dev.brushcast.compose.replay;
