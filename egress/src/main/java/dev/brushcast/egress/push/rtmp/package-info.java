/** Pushing over RTMP. */
package dev.brushcast.egress.push.rtmp;
