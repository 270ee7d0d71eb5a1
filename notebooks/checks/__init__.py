"""The checks of the course's exercises, and what its notebooks share. Importing this needs nothing but Python."""

from checks.start import ready

__all__ = ["ready"]
