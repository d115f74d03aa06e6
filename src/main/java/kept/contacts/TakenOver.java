package kept.contacts;

/// Another program, or another hand, moved the conversation in the meantime: who wanted to move it must let go of it.
public final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    TakenOver(Contact contact) {
        super("Contact %s was moved by another; let go of it.".formatted(contact.id()));
    }
}
