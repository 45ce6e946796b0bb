"""The arrays that sound is held in: `float32`, full scale ±1.0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Any shape.
Floats = NDArray[np.float32]
#: (frames, channels).
Samples = NDArray[np.float32]
