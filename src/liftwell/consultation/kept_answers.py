from liftwell.cli.kept_answers import *
