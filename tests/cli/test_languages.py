"""Languages at the command line, as a person types them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

from handrail.cataloguing import file_of


def test_a_framework_is_shown_drawn_and_begun_in_another_language(run: Run) -> None:
    assert run("show", "driscoll", "--language", "sv").stdout.startswith("Vad? Än sen? Vad nu?")
    assert "Än sen?" in run("draw", "driscoll", "--language", "sv").stdout
    talked = run("reflect", "driscoll", "--language", "sv", "--record", "-", lines="Nattpasset.\n/stop\n")
    assert "Vilken situation väljer jag" in talked.stdout
    refused = run("show", "driscoll", "--language", "fi")
    assert refused.returncode == 2
    assert refused.stderr == "'driscoll' has no text in 'fi' (there is en, sv).\n"


def test_what_is_untranslated_is_listed_filled_in_and_checked(run: Run, tmp_path: Path) -> None:
    assert run("untranslated", "driscoll", "--language", "sv").returncode == 0
    (tmp_path / "driscoll.yaml").write_bytes(file_of("driscoll").read_bytes())
    begun = run("untranslated", "driscoll.yaml", "--language", "fi", "--write").stdout
    filled = begun.replace("title:\n", "title: Mitä?\n", 1)
    (tmp_path / "driscoll.fi.yaml").write_text(filled, encoding="utf-8")
    assert run("check", "driscoll.fi.yaml").returncode == 0
    listed = run("untranslated", "driscoll.yaml", "--language", "fi")
    assert listed.returncode == 1
    assert "stages.what.aim\n    One moment is on the page.\n" in listed.stdout
    talked = run("reflect", "driscoll.yaml", "--language", "fi", "--record", "-", lines="/stop\n")
    assert "texts are shown in 'en', because there is no translation into 'fi'" in talked.stdout


def test_of_a_folder_the_texts_in_other_languages_are_checked_too_and_not_walked(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "driscoll.yaml").write_bytes(file_of("driscoll").read_bytes())
    (folder / "driscoll.fi.yaml").write_text("title: Mitä?\nstagse: {}\n", encoding="utf-8")
    (folder / "driscoll.notes.yaml").write_text("of: some other software\n", encoding="utf-8")
    checked = run("check", "models")
    assert checked.returncode == 1
    assert "models/driscoll.fi.yaml:2:1: " in checked.stdout
    assert checked.stdout.splitlines()[-1].startswith("2 files: 3 problems")
    walked = run("walk", "models")
    assert (walked.returncode, walked.stdout, walked.stderr) == (0, "", "")


def test_right_to_left_text_comes_through_the_terminal(run: Run, tmp_path: Path) -> None:
    said = "מה קרה? ماذا حدث؟"
    model = f"framework: told\ntitle: {said}\npurpose: reflection\nlanguage: he\nstages:\n  one: {said}\n"
    (tmp_path / "told.yaml").write_text(model, encoding="utf-8")
    talked = run("reflect", "told.yaml", "--record", "kept.json", lines=f"{said}\n")
    assert talked.stdout.count(said) >= 2
    assert said in run("transcript", "kept.json").stdout
