package kept.journal;

import java.util.UUID;

/// Who did something: a person of the house, a customer, an API token or Kept itself.
public record Actor(String text) {
    public static final Actor KEPT = new Actor("kept");

    public static Actor person(UUID id) {
        return new Actor("person:" + id);
    }

    public static Actor customer(UUID id) {
        return new Actor("customer:" + id);
    }

    public static Actor token(UUID id, UUID person) {
        return new Actor("token:" + id + ":" + person);
    }
}
