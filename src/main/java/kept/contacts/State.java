package kept.contacts;

/// Where a conversation stands. Every state is written down before anybody hears of it.
public enum State {
    OFFERED("offered", true),
    ANSWERED("answered", true),
    MENU("menu", true),
    QUEUED("queued", true),
    /// An agent is being asked for him.
    OFFERING("offering", true),
    TALKING("talking", true),
    HELD("held", true),
    /// The first agent looks for another one; the old connection stands until the new one does.
    TRANSFERRING("transferring", true),
    /// We owe a call; nobody is on the line.
    CALLBACK_OWED("callbackOwed", false),
    DIALLING_AGENT("diallingAgent", true),
    DIALLING_CALLER("diallingCaller", true),
    /// The far side took the call; it must press a key, because a machine that answers is no kept promise.
    CONFIRMING("confirming", true),
    /// Nobody here was free for too long, so a number outside the house rings for him, or he talks there.
    OUTSIDE("outside", true),
    /// He speaks a message.
    LEAVING_MESSAGE("leavingMessage", true),
    CLOSED("closed", false),
    /// He hung up while he waited.
    ABANDONED("abandoned", false),
    /// It ended without proof of a proper end.
    DROPPED("dropped", false),
    /// It never came in: no line for it, or no room.
    REFUSED("refused", false);

    private final String word;
    private final boolean live;

    State(String word, boolean live) {
        this.word = word;
        this.live = live;
    }

    public String word() {
        return word;
    }

    /// Whether somebody is on the line, so that it is lost with its program.
    public boolean live() {
        return live;
    }

    public boolean ended() {
        return switch (this) {
            case CLOSED, ABANDONED, DROPPED, REFUSED -> true;
            case OFFERED,
                    ANSWERED,
                    MENU,
                    QUEUED,
                    OFFERING,
                    TALKING,
                    HELD,
                    TRANSFERRING,
                    CALLBACK_OWED,
                    DIALLING_AGENT,
                    DIALLING_CALLER,
                    CONFIRMING,
                    OUTSIDE,
                    LEAVING_MESSAGE ->
                    false;
        };
    }

    /// Whether an agent and the other side hear each other, or did and will again.
    public boolean connected() {
        return this == TALKING || this == HELD || this == TRANSFERRING;
    }

    static State of(String word) {
        for (var state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a contact: " + word);
    }
}
