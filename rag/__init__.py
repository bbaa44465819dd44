"""From a question to a cited answer."""

import index as index  # first: it sets how numpy may use the cores
