/** What a run tells its user: progress while it goes, a report at its end. */
package dev.brushcast.compose.report;
