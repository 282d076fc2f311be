from liftwell.cli.options import *
