/** Writes to the topics with bounded memory, and reads back what streams there are. */
package dev.brushcast.ingest.publish;
