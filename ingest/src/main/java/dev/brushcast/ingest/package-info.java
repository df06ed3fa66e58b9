/** Takes a source in: settings, the service that does it, and what it tells of itself. */
package dev.brushcast.ingest;
