"""Languages, widths and themes in which pages are tried: two of all eight, or all with QAWL_ALL_LOOKS=1 (`make looks`)."""

import os
from itertools import product

PHONE, WIDE = 390, 1280
ALL = list(product(("ar", "en"), (PHONE, WIDE), ("light", "dark")))
LOOKS = ALL if os.environ.get("QAWL_ALL_LOOKS") else [("ar", PHONE, "dark"), ("en", WIDE, "light")]
