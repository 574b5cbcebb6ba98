"""The narrative: what it states agrees with the tables and with itself, in figures and in words."""
