"""Which chunks answer a question: features of question and chunk, and a small learned model over them."""
