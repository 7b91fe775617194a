"""`python -m smo_course` is `smo`."""

import sys

from .cli import main

sys.exit(main())
