"""How a person wants hipflow to be."""
