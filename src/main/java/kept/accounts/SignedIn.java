package kept.accounts;

import java.util.List;
import java.util.UUID;
import kept.teams.Person;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// A person of the house who proved who he is, by a sign-in or an API token; `by` is the id of either.
public final class SignedIn extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Person person;
    private final transient Viewer viewer;
    private final UUID by;

    SignedIn(Person person, Viewer viewer, UUID by) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + viewer.role().name())));
        this.person = person;
        this.viewer = viewer;
        this.by = by;
        setAuthenticated(true);
    }

    public Person person() {
        return person;
    }

    public Viewer viewer() {
        return viewer;
    }

    public UUID by() {
        return by;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return person.email();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.by.equals(by);
    }

    @Override
    public int hashCode() {
        return by.hashCode();
    }
}
