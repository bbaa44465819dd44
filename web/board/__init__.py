"""The indicator board: a plan's figures as rows to filter, chart and export."""
