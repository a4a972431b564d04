"""Everything that is Streamlit: what the reader has chosen, the controls, and the live chart."""
