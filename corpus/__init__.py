"""What the plan says and where: plans, their parsed documents, chunks, indicators and measures."""
