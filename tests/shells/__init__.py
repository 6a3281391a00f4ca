"""Completion in the shells that are here."""
