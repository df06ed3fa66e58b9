/** Pictures that tests of other modules draw and read. */
package dev.brushcast.media.testing;
