"""One file per verb: the only code that changes content. Each checks, changes, and records once."""
