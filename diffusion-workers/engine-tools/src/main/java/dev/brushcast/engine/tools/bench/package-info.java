/** Measures the engine beside the bare sessions of its networks, and its batching policies beside each other. */
@NullMarked
package dev.brushcast.engine.tools.bench;

import org.jspecify.annotations.NullMarked;
