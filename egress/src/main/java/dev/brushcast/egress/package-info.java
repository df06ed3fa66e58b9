/** Takes a stream's styled chunks and its sound, and makes HLS, recordings and RTMP of them. */
package dev.brushcast.egress;
