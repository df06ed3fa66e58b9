package dev.brushcast.engine.tools.check;

import java.util.List;

/** What a model folder is, of whichever family. */
public interface CheckReport {

    /** For people. */
    List<String> lines();
}
