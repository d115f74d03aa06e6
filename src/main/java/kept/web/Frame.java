package kept.web;

/// What the frame around a page shows: its title, the section it belongs to, and who is signed in (an empty name for
/// nobody). `path` is the address of the page, for the marks in the navigation.
public record Frame(
        String title,
        String section,
        String path,
        String name,
        String initials,
        String role,
        boolean small) {
    public boolean signedIn() {
        return !name.isEmpty();
    }

    public boolean owner() {
        return role.equals("owner");
    }

    public boolean leads() {
        return role.equals("lead") || owner();
    }

    public boolean works() {
        return signedIn() && !role.equals("viewer");
    }

    /// A page for somebody we do not know.
    public static Frame bare(String title) {
        return new Frame(title, "", "", "", "", "", false);
    }
}
