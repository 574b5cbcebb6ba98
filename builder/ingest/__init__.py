"""A disclosure document → a draft package, its ledger, and what a person must look at.

Readers (`readers/`) turn a file into pieces of text in reading order, some of them cells of grids. The outline cuts
them into zones (profile, tables, explanation, glossary, forms …); one recogniser a kind of zone makes records of them
and says of every piece where it went. What nobody claims stands in the ledger as not imported.
"""
