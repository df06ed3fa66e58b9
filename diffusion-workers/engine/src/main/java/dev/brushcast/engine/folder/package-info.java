/** Reads a model folder in the diffusers / Optimum ONNX layout into records; opens no model. */
@NullMarked
package dev.brushcast.engine.folder;

import org.jspecify.annotations.NullMarked;
