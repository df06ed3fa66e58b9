/** The asynchronous engine: queues, the threads that own encoder, device and decoder, and a request's bookkeeping. */
@NullMarked
package dev.brushcast.engine.pipeline;

import org.jspecify.annotations.NullMarked;
