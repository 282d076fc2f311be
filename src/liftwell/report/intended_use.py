"""What liftwell is for, word for word wherever the product says it."""

from typing import Final

INTENDED_USE: Final = (
    "For people from 16 years whose low back hurts with deadlifting, and those who coach or treat them. "
    "It helps to check for warning signs that need a clinician, to find a starting point for training, and to dose "
    "and record it. It does not diagnose disease, it does not replace an examination, and it is not for emergencies."
)
