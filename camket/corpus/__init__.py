"""The corpus on disk: loading, validating, hydrating, agreement, statistics, building the dataset."""
