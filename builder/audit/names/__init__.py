"""Names and codes: of items in the classification, and of units."""
