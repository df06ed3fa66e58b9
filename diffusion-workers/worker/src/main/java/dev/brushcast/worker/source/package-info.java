/** Source chunks, read again from the topic. */
@org.jspecify.annotations.NullMarked
package dev.brushcast.worker.source;
