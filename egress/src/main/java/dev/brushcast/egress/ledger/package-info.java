/** What became of every source frame, and how long it took: counts, percentiles, the report. */
package dev.brushcast.egress.ledger;
