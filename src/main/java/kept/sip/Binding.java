package kept.sip;

import java.time.Instant;

/// Where a phone of ours can be reached: the contact it registered, the address it really spoke from (behind NAT they differ), and
/// until when.
public record Binding(String contact, String address, int port, String transport, Instant expires) {
    /// The SIP address to dial: the user of the contact at the address the phone spoke from.
    public String target() {
        String user = contact.replaceFirst("^sips?:", "").replaceFirst("[@;?].*$", "");
        boolean named = contact.contains("@");
        String host = address.contains(":") ? "[" + address + "]" : address;
        return "sip:" + (named ? user + "@" : "") + host + ":" + port + ";transport=" + transport;
    }
}
