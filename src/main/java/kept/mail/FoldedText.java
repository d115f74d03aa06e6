package kept.mail;

/// A reply in three parts: the new words, the signature, and what is quoted from before. Each may be empty; no words are lost.
public record FoldedText(String visible, String signature, String quoted) {}
