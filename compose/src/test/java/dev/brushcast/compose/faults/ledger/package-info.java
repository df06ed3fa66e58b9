/** What became of every frame: read from the topics, and off the pictures of the output. */
package dev.brushcast.compose.faults.ledger;
