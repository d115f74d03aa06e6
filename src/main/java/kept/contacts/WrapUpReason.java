package kept.contacts;

/// What a call was about, chosen by one key: 1 to 9, then 0.
public record WrapUpReason(String code, int key, String words) {}
