/** ONNX Runtime's sessions: loading a graph, its inputs and outputs, tensors that are used again. */
@NullMarked
package dev.brushcast.engine.onnx.session;

import org.jspecify.annotations.NullMarked;
