"""The printed tables: rows, levels and totals add up, and what stands in two tables is the same."""
