/** Pushing over SRT: MPEG-TS, as a caller or as the one who is called. */
package dev.brushcast.egress.push.srt;
