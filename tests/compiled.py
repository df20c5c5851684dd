"""Templates are compiled once for a whole run of the tests, by whichever of its processes needs one first.

Imported before anything that imports Chameleon, which reads the name of the folder when it is imported.
"""

import os
from tempfile import TemporaryDirectory

FOLDER = "CHAMELEON_CACHE"

if FOLDER not in os.environ:
    #: Goes when the process ends that began the run; the others have its environment.
    MADE = TemporaryDirectory(prefix="mukhtabar-templates-")
    os.environ[FOLDER] = MADE.name
