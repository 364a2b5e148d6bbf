"""The room of rehearsal: a framework is tried out before people meet it."""

from __future__ import annotations

from .covering import Covered as Covered
from .covering import Part as Part
from .covering import covered as covered
from .finding import reading_of as reading_of
from .finding import walkthroughs_in as walkthroughs_in
from .laws import LAWS as LAWS
from .laws import Law as Law
from .laws import Moment as Moment
from .replaying import Replay as Replay
from .replaying import replay as replay
from .shrinking import shrunk as shrunk
from .walking import Failure as Failure
from .walking import Walked as Walked
from .walking import walk as walk
from .wandering import Broken as Broken
from .wandering import Wandering as Wandering
from .wandering import wander as wander
