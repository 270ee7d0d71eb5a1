"""The contributor's path: a new article, pre-annotation, adjudication, canonical form, differences, checks."""
