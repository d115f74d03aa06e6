package kept.menus;

import java.util.UUID;

/// The version of a menu that one caller hears.
public record HeardMenu(UUID menu, int version, Menu tree) {}
