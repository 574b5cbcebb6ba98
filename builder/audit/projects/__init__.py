"""Projects, their forms, and procurement: what is planned agrees wherever it is told."""
