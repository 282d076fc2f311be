"""`python -m liftwell`, the same as `liftwell`."""

import sys

from liftwell.cli.app import main

sys.exit(main())
