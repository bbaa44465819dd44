"""The Gradio chat page; Gradio itself is imported only once the page is built."""
