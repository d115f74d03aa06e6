package kept.cpaas;

/// What we tell the provider to do with a call (TwiML). Nothing in it comes from strangers.
final class Markup {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";
    private static final String FOOT = "</Response>";

    private Markup() {}

    /// Sound both ways through a stream.
    static String connect(String url) {
        return HEAD + "<Connect><Stream url=\"" + url + "\"/></Connect>" + FOOT;
    }

    static String hangUp() {
        return HEAD + "<Hangup/>" + FOOT;
    }

    /// The call is not taken.
    static String reject(int status) {
        boolean busy = status == 486 || status == 600 || status == 503;
        return HEAD + "<Reject reason=\"" + (busy ? "busy" : "rejected") + "\"/>" + FOOT;
    }
}
