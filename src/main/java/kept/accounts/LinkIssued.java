package kept.accounts;

import kept.teams.Person;

/// A one-time link was made for a person, to be sent to him; `path` follows the public address of the house.
public record LinkIssued(Purpose purpose, Person person, String path) {
    public enum Purpose {
        INVITATION,
        RESET
    }
}
