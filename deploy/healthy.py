"""Whether this machine's server answers, at its port and under its base path: a container's health check."""

import os
import sys
import urllib.request

port = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
address = f"http://127.0.0.1:{port}/{base and base + '/'}_stcore/health"
try:
    with urllib.request.urlopen(address, timeout=2):
        pass
except OSError as problem:
    sys.exit(f"{address}: {problem}")
