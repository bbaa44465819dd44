"""One small pure function per metric. A metric gives None, not 0, where no score is due."""
