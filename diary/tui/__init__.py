"""The terminal screens that `diary` opens: the app, a folder or file for each screen, and widgets that they share.

The screens ask and show; the course of the pain and the findings are computed below them.
"""

import os

# After a frame Textual may wait for two more of 1/60 s until it draws what has changed meanwhile, as "Saved" does after
# Enter. Set here, because it is read as soon as any part of Textual is imported.
os.environ.setdefault("TEXTUAL_FPS", "120")
