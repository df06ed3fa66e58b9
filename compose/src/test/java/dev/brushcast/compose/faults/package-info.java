/** The fault harness: scenarios, how one is run, the report. */
package dev.brushcast.compose.faults;
