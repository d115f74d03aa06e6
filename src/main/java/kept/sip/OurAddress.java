package kept.sip;

/// How a caller of ours is written into From: nobody can break out of the display name or the user.
final class OurAddress {
    private OurAddress() {}

    static String of(Caller caller, String host) {
        if (caller.withheld()) {
            return "\"Anonymous\" <sip:anonymous@anonymous.invalid>";
        }
        String user = caller.number().replaceAll("[^A-Za-z0-9+*#._-]", "");
        String display = caller.display().replaceAll("[\"\\\\\\p{Cntrl}]", " ").strip();
        String address =
                "<sip:" + (user.isEmpty() ? "kept" : user.replace("#", "%23")) + "@" + host + ">";
        return display.isEmpty() ? address : "\"" + display + "\" " + address;
    }
}
