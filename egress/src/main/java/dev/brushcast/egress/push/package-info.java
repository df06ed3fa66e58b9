/** Pushing to a server: order, queue, speed, reconnection; what the server speaks is below, behind {@code PushTarget}. */
package dev.brushcast.egress.push;
