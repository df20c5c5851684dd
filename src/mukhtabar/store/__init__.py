"""How things are kept: the two books and the small persistent machines inside them. No web here."""
