"""Measures the assistant against gold cases; stands on every other layer, and nothing imports it."""
