"""Steps that bring an older database to the form of this version."""
