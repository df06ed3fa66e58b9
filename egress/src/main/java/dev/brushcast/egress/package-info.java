/** Takes a stream's styled chunks and its sound, and makes HLS, recordings, RTMP and SRT of them. */
package dev.brushcast.egress;
