package kept.webphone;

/// What happens to the leg of a browser, told in order on a virtual thread of its own, which may wait.
public interface BrowserEvents {
    /// The browser has proved itself, and audio flows both ways.
    default void talking() {}

    /// The browser is gone, with a sentence that says why; not told after [BrowserLeg#close]. Nothing comes after it.
    default void gone(String why) {}
}
