"""What handrail costs beside what other software costs: python -m benchmarks."""

from __future__ import annotations
