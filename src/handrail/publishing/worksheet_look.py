"""How a worksheet looks on a screen and on paper, and how what is typed into it is saved."""

from __future__ import annotations

STYLE = """\
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1b1b; --quiet: #4d4d4d; --line: #767676; --soft: #f2f2ee; --warm: #8a2f12;
  font: 100%/1.5 system-ui, "Segoe UI", "Liberation Sans", "DejaVu Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181a; --ink: #ececec; --quiet: #bdbdbd; --line: #8c8c8c; --soft: #24272a; --warm: #ffb59c; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
form { max-width: 46rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 {
  font-size: 1.25rem; line-height: 1.25; margin: 2rem 0 .25rem; padding-top: .5rem; border-top: 2px solid var(--ink);
}
h3 { font-size: 1.1rem; margin: 1.5rem 0 .25rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .25rem 0; }
.about, .how, .aim, footer { color: var(--quiet); }
.question { font-style: italic; }
.notice { margin: .75rem 0; }
.safeguard { margin: .75rem 0; padding: .5rem .75rem; border: 2px solid var(--warm); border-radius: .25rem; }
.safeguard strong { color: var(--warm); }
.person { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1rem 0; }
.person p { flex: 1 1 12rem; }
.person label { display: block; color: var(--quiet); font-size: .9rem; }
.person .date { flex: 0 1 9rem; }
.person .readers { flex-basis: 16rem; }
.hint { display: block; color: var(--quiet); font-size: .85rem; line-height: 1.3; margin-top: .15rem; }
.room { margin: 1.25rem 0; }
.room > label { display: block; font-weight: 600; }
input[type=text], textarea {
  width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
  border-radius: .25rem; padding: .4rem .5rem;
}
textarea {
  display: block; margin-top: .4rem; resize: vertical; field-sizing: content;
  min-height: 24mm;
}
.chips { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem; margin: .3rem 0; padding: 0; }
.chips li {
  font-size: .85rem; line-height: 1.3; padding: .1rem .55rem; border: 1px solid var(--line); border-radius: 1rem;
  background: var(--soft);
}
.chips .minutes { border-style: dashed; background: none; }
.how { font-size: .95rem; }
fieldset { border: 0; margin: .4rem 0; padding: 0; }
fieldset p { display: flex; gap: .5rem; align-items: start; }
legend { font-size: .9rem; color: var(--quiet); padding: 0; }
input[type=checkbox] { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; }
button { font: inherit; padding: .5rem 1rem; min-height: 2.75rem; }
:focus-visible { outline: 3px solid #1a6fd0; outline-offset: 2px; }
@media (prefers-color-scheme: dark) { :focus-visible { outline-color: #8ec5ff; } }
.spoken {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
footer { margin-top: 2rem; font-size: .9rem; border-top: 1px solid var(--line); padding-top: .5rem; }
footer h2 { font-size: 1rem; border: 0; margin: .75rem 0 0; padding: 0; }
footer ul { padding-left: 1.2rem; margin: .25rem 0; }
@page {
  margin: 16mm 18mm 20mm;
  @bottom-left { content: string(title); font: 8.5pt sans-serif; color: #333; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt sans-serif; color: #333; }
}
@media print {
  :root {
    --paper: #fff; --ink: #000; --quiet: #333; --line: #666; --soft: #f2f2ee; --warm: #6d2107; font-size: 10.5pt;
  }
  body { padding: 0; }
  form { max-width: none; }
  .buttons { display: none; }
  h2, h3, h4, .question, .aim { break-after: avoid; }
  .room, .safeguard, footer { break-inside: avoid; }
  textarea { resize: none; }
  input[type=text] { height: 9mm; }
  h1 { string-set: title content(); }
}
"""

# A page cannot write into its own file; it gives a copy of itself to be saved, with what was typed.
SCRIPT = r"""
const form = document.forms[0], save = document.getElementById("save");
save.parentElement.hidden = false;
form.addEventListener("submit", event => event.preventDefault());
let unsaved = false;
form.addEventListener("input", () => { unsaved = true; });
addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
save.addEventListener("click", () => {
  for (const field of form.elements) {
    if (field.tagName === "TEXTAREA") field.textContent = "\n" + field.value;
    else if (field.type === "checkbox") field.toggleAttribute("checked", field.checked);
    else if (field.type === "text") field.setAttribute("value", field.value);
  }
  const copy = document.documentElement.cloneNode(true);
  copy.querySelector(".buttons").hidden = true;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["<!DOCTYPE html>\n" + copy.outerHTML], {type: "text/html"}));
  link.download = "worksheet.html";
  link.click();
  unsaved = false;
});
"""
