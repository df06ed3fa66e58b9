/** Pushes the styled picture and the sound to an RTMP server, and keeps doing so when the server goes away and comes back. */
package dev.brushcast.egress.rtmp;
