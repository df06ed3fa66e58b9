/** Which style holds for a frame: updates as of its media time, and the transitions between them. */
package dev.brushcast.worker.style;
