/** Trying again: how long to wait before. */
package dev.brushcast.kit.retry;
