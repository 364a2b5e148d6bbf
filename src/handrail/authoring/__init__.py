"""The room of authors: a text becomes a framework, or a list of everything that stands in the way."""

from __future__ import annotations

from .problems import Problem as Problem
from .reading import Reading as Reading
from .reading import check as check
from .reading import read as read
from .reading import reading as reading
