"""How statutory tables stand on paper: grids, merged headings, labels and amounts as printed, whoever shows them."""
