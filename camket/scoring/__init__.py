"""The scorer: matching, counts, scores with intervals."""

SCORER_VERSION = "2.0"
