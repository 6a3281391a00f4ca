"""Tests of hipflow."""
