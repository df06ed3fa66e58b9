package dev.brushcast.compose.faults.ledger;

/**
 * A picture of the output.
 *
 * @param epoch of the capture that its segment is of
 * @param seconds its time in the epoch's media
 * @param number that it shows; -1: none
 * @param styled whether it is the fake engine's negative
 */
record ShownPicture(long epoch, double seconds, int number, boolean styled) {}
