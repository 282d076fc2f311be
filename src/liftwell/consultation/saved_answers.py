from liftwell.cli.saved_answers import *
