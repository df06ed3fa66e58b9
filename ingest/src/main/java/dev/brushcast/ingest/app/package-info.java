/** The service, which captures a source as often as it comes back. */
package dev.brushcast.ingest.app;
