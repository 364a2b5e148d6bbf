"""Building a wheel: the JSON Schema is made from the table of keys and packed beside the code."""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithSchema(build_py):
    """Packs what setuptools packs, and the schema; an editable install has the command, which makes it anew."""

    @property
    def _schema(self) -> Path:
        return Path(self.build_lib, "handrail", "framework.schema.json")

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        sys.path.insert(0, str(Path(__file__).parent / "src"))
        from handrail.publishing.json_schema import to_json_schema

        self._schema.write_text(to_json_schema(), encoding="utf-8", newline="\n")

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        made = [] if self.editable_mode else [str(self._schema)]
        return [*super().get_outputs(include_bytecode), *made]


setup(cmdclass={"build_py": WithSchema})
