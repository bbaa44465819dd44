"""From chunks to ranked results: tokenizer, BM25, embeddings, dense vectors, fusion, store."""
