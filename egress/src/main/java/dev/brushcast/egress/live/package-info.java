/** What players that follow a live edge are told and given, from memory: written by {@code hls}, asked by {@code http}. */
@NullMarked
package dev.brushcast.egress.live;

import org.jspecify.annotations.NullMarked;
