"""The support finder's doors: a form and its results, JSON, and briefs to hand on."""
