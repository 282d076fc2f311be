"""The clip that `liftwell demo` analyses: a rendered lifter, so that nobody's picture is published."""
