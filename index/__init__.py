"""From chunks to ranked results: tokenizer, BM25, embeddings, dense vectors, fusion, store."""

import os

# The matrices of one question are small: several threads each cost more than they bring, and on a busy
# machine they wait for one another. Counts only where numpy is not loaded yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
