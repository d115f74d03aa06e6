package kept.matters;

import kept.cases.Case;

/// A matter came again, and somebody who decides was brought in.
public record MatterCameAgain(Case theCase, Matter matter) {}
