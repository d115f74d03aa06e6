package kept.voice;

/// A text that callers hear.
///
/// @param name of its recording
/// @param part whether it is a number, which is only said within other texts
/// @param by who spoke it, or an empty text if a machine does
/// @param sayable false if callers hear a beep instead
public record PromptRow(
        String name, String language, String says, boolean part, String by, boolean sayable) {}
