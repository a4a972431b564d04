"""Nothing at all: what Streamlit itself does for every reader and every turn."""
