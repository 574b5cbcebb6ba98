"""The domain: rows, codes, money, a unit's disclosure of a year, the catalog of codes and terms."""
