"""What the portal holds: one file per type. No web here."""
