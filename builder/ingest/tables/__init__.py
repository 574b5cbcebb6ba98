"""Printed tables → rows of the canonical tables."""
