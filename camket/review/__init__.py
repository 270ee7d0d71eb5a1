"""Review of the corpus as a whole: leakage, names, figures, spelling, annotations that differ from place to place.

`validate` finds what is wrong by the schema; here stand findings that a reader must judge. Those that are right
are recorded in annotations/accepted.tsv, each with its reason.
"""
