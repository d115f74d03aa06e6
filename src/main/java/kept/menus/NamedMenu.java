package kept.menus;

import java.util.UUID;

/// A menu by its name.
///
/// @param live the version that callers hear, 0 for none
/// @param newest the last version that was written, 0 for none
/// @param trial the version that `trialShare` percent of callers hear instead, 0 for none
public record NamedMenu(UUID id, String name, int live, int newest, int trial, int trialShare) {}
