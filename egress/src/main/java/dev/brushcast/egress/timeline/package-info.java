/** Chunks of one stream, as they arrive, to one rising sequence of frames in which every source frame has one outcome. Pure. */
package dev.brushcast.egress.timeline;
