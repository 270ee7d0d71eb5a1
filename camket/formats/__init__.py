"""Readers and writers of files: annotation XML, predictions as JSON Lines."""
