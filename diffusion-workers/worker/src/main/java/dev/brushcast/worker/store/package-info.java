/** What a worker keeps of its streams, each store with a changelog so that any other worker can go on. */
package dev.brushcast.worker.store;
