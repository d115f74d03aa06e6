package kept.web;

/// What the frame around a page shows: its title, the section it belongs to, and who is signed in (an empty name for
/// nobody). `path` is the address of the page, for the marks in the navigation; `telephone` whether the house has one, `demo` whether this
/// is the house of the sample data.
public record Frame(
        String title,
        String section,
        String path,
        String name,
        String initials,
        String role,
        boolean small,
        boolean telephone,
        boolean demo) {
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

    /// Whether he may call from here.
    public boolean calls() {
        return telephone && works();
    }

    /// A page for somebody we do not know.
    public static Frame bare(String title) {
        return new Frame(title, "", "", "", "", "", false, false, false);
    }
}
