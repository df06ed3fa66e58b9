/** How large pictures may be: from what one of usual size takes, and what there is. Pure. */
@NullMarked
package dev.brushcast.engine.bound;

import org.jspecify.annotations.NullMarked;
