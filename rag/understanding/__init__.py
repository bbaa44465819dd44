"""What a question asks: its language, script, years, places, kind, and how it hangs on what went before."""
