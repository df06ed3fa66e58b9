/** What an ingest is told. */
package dev.brushcast.ingest.config;
