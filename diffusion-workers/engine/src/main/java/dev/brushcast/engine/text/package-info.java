/** From a prompt's text to a text encoder's input, and from its output to one embedding: tokens, weights, blends. */
@NullMarked
package dev.brushcast.engine.text;

import org.jspecify.annotations.NullMarked;
