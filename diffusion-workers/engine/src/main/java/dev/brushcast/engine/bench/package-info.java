/** Measures the engine beside the bare sessions of its networks, and its batching policies beside each other. */
@NullMarked
package dev.brushcast.engine.bench;

import org.jspecify.annotations.NullMarked;
