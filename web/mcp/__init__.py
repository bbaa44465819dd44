"""The plan as tools for other programs' models; the MCP library is imported on first use."""
