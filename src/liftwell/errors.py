"""What can go wrong, named by what the person can do about it.

Every error carries one sentence that says what happened, where, and what to do next. The command
line turns the class into an exit status (`docs/conventions.md`), the app into an HTTP code.
"""


class LiftwellError(Exception):
    """Base of everything that liftwell raises on purpose; `str(error)` is fit to show a person."""


class ImpossibleValue(LiftwellError):
    """A number or option that no lifter, bar or clip can have: correct it and run again."""


class CannotRead(LiftwellError):
    """The input is missing, is no video, or is damaged: give another file."""


class CannotWrite(LiftwellError):
    """The output folder cannot be written: choose another one."""
