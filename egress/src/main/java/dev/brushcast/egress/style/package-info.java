/** Which streams show the same source in other styles, so that viewers can choose between them. Pure. */
@NullMarked
package dev.brushcast.egress.style;

import org.jspecify.annotations.NullMarked;
