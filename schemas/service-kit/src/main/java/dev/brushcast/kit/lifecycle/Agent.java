package dev.brushcast.kit.lifecycle;

/**
 * Work for a thread of its own, which alone touches what the agent owns. All methods are called on that thread, in this
 * order: {@link #onStart}, {@link #doWork} over and over, {@link #onClose}.
 */
public interface Agent {

    /** What the agent is, in a few words; its thread is called that. */
    String roleName();

    /** Before the first work. When this throws, {@link #onClose} follows. */
    default void onStart() throws Exception {}

    /**
     * Does a piece of work. May wait for it, as long as an interrupt ends the wait.
     *
     * @return whether there is more to come; false ends the agent
     * @throws Exception whatever went wrong; it ends the agent
     */
    boolean doWork() throws Exception;

    /** After the last work, also after a failure: releases what the agent owns. */
    default void onClose() throws Exception {}
}
