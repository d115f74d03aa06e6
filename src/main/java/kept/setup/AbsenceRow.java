package kept.setup;

import kept.teams.Absence;

/// An absence with the names of those it is about; `endable` for himself and for leads.
public record AbsenceRow(Absence absence, String person, String deputy, boolean endable) {}
