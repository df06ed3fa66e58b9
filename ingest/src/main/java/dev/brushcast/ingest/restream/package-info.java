/** Another stream of the installation as a source: its recorded chunks, followed live or replayed, published as they are under another name. */
package dev.brushcast.ingest.restream;
