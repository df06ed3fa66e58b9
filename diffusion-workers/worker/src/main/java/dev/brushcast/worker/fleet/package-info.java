/** A worker among others: what it can carry, what it carries, and which slots are whose. */
package dev.brushcast.worker.fleet;
