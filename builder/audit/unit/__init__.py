"""The unit itself: its people, assets and dates, and the department above it."""
