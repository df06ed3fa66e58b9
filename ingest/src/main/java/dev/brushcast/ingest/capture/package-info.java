/** Reads an opened source on a thread of its own: paces, numbers, drops and fits its frames. */
package dev.brushcast.ingest.capture;
