/** The door at which browsers publish: WebSockets that bring what they record, each to the stream whose key it knows. */
package dev.brushcast.ingest.door;
