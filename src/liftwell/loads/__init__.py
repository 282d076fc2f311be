"""Loads: the moments that a lift asks of this body, and what another bar would change."""
