"""The scorer: matching, counts, scores with intervals."""

SCORER_VERSION = "1.0"
