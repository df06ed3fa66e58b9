/** Takes a source in: {@code app} is the service, {@code config} its settings. */
package dev.brushcast.ingest;
