"""The doors of the service: HTTP API, Gradio chat, plan reader."""
