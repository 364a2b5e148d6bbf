"""The one table of keys: which key may stand where, what it holds, and what it means."""

from __future__ import annotations

from typing import NamedTuple

from handrail.framework.values import CONFIDENCE, GATE_KINDS, PURPOSES, VOICES
from handrail.graph import ORDERS
from handrail.prompts import KINDS, SITTINGS
from handrail.selection import CUES

FORMAT = 1
ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"


class Shape(NamedTuple):
    """What a key holds: a kind of value, what that is made of, and the values allowed."""

    kind: str
    of: str = ""
    values: tuple[str, ...] = ()


class Key(NamedTuple):
    """A key of a record, with what it means to an author."""

    name: str
    holds: Shape
    means: str
    needed: bool = False


TEXT = Shape("text")  # a text of the author, for people
ID = Shape("id")
NAME = Shape("name")  # an id, or framework/id
NAMES = Shape("names")  # one or a list of them
USED = Shape("used")  # ids, or keys that are taken whole
TEXTS = Shape("texts")
FLAG = Shape("flag")
NUMBER = Shape("number")
WHOLE = Shape("whole")
RANGE = Shape("range")  # two numbers
MINUTES = Shape("minutes")
CONDITION = Shape("condition")
VALUE = Shape("value")
VALUES = Shape("values")
DATA = Shape("data")  # CSL and names of people: kept as written
DATA_LIST = Shape("data-list")
CHOICES = Shape("choices")  # a list of texts, or value: text
BEFORE = Shape("before")
LATER = Shape("later")  # part of the format, read from a later version on


def choice(*values: str) -> Shape:
    """Return the shape of a key that holds one of these words."""
    return Shape("choice", values=values)


def record(name: str) -> Shape:
    """Return the shape of a key that holds keys of its own."""
    return Shape("record", name)


def text_or(name: str) -> Shape:
    """Return the shape of a key that holds a text, or a record for which the text is short."""
    return Shape("text-or", name)


def map_of(name: str) -> Shape:
    """Return the shape of ids: each with a record (`skill`), a text or record (`prompt?`), or `=text`."""
    return Shape("map", name)


def list_of(name: str) -> Shape:
    """Return the shape of a list of such things."""
    return Shape("list", name)


_SOURCE = (
    Key("reference", ID, "the published work that this comes from"),
    Key("confidence", choice(*CONFIDENCE), "how well that was checked"),
)
_FORMERLY = Key("formerly", NAMES, "the ids that this had before, so that its past is kept")
_WORDINGS = tuple(Key(voice, TEXT, f"what is asked or said in the voice {voice}") for voice in VOICES)
_TAKE = Key("take", NAMES, "prompts of other frameworks, shown as theirs")
_PROMPTS = Key("prompts", map_of("prompt?"), "what may be asked or said here, each under its id")

RECORDS: dict[str, tuple[Key, ...]] = {
    "framework": (
        Key("format", WHOLE, "the number of the format; without it, the newest that is known"),
        Key("framework", ID, "the framework's id", needed=True),
        Key("title", TEXT, "what people call it", needed=True),
        Key("version", TEXT, "the version of this file"),
        Key("purpose", choice(*PURPOSES), "what it is for", needed=True),
        Key("originator", TEXT, "whose model it is"),
        Key("authors", DATA_LIST, "who wrote this file"),
        Key("licence", TEXT, "the licence of this file's wording"),
        Key("language", TEXT, "the language it is written in"),
        *_SOURCE,
        Key("summary", TEXT, "what it is, in a few sentences"),
        Key("references", DATA_LIST, "published works, as CSL-YAML"),
        Key("uses", map_of("=used"), "what is taken from other frameworks: whole keys or single ids"),
        Key("extends", LATER, "the framework that this one varies"),
        Key("leave_out", LATER, "what of the extended framework is left out"),
        Key("walkthroughs", LATER, "examples that are walked as tests"),
        _FORMERLY,
        Key("voices", Shape("choices-of", values=VOICES), "who speaks to whom"),
        Key(
            "all_voices",
            Shape("flag-or-choices", values=VOICES),
            "voices that go together: whatever is worded in one of them must be in each; yes means all of them",
        ),
        Key("order", choice(*ORDERS), "how much the order of the stages binds"),
        Key("start", NAME, "the stage where one begins unless another is named"),
        Key("unit", TEXT, "what an inner stage is called"),
        Key("terms", map_of("=text"), "words that stand in wordings as <word>, and what they say unless set"),
        Key("scope", TEXT, "whom and what it is for"),
        Key("users", TEXT, "who may use it"),
        Key("not_for", list_of("remark"), "what it is not for"),
        Key("setting", list_of("remark"), "what the setting has to be like"),
        Key("values", list_of("remark"), "the values that it rests on"),
        Key("strengths", list_of("remark"), "what speaks for it"),
        Key("limits", list_of("remark"), "what it cannot do, and what is said against it"),
        Key("notice", TEXT, "shown before the first prompt"),
        Key("figures", map_of("figure"), "published numbers, each with its caution"),
        Key("stages", map_of("stage?"), "the places in the work, each under its id"),
        _PROMPTS,
        Key("prompt_sets", map_of("prompt-set"), "prompts that belong to no stage"),
        Key("strands", map_of("stage?"), "stages that run beside all others and are never finished"),
        Key("from_anywhere", record("from-anywhere"), "transitions that start at every stage"),
        Key(
            "editions",
            map_of("edition"),
            "dated versions of the published framework; the first is the default",
        ),
        Key("facts", map_of("fact"), "what a session may know"),
        Key("gates", map_of("gate"), "what should hold before something starts"),
        Key("safeguards", map_of("safeguard"), "interruptions that end with a human being"),
        Key("detours", map_of("detour"), "ways out to other stages, and back to where one was"),
        Key("kinds", map_of("kind"), "how prompts of each kind are put: after others, one at a time"),
        Key("selection", record("selection"), "how prompts are chosen when time is short"),
        Key("outcomes", map_of("outcome"), "what it yields: further types, or remarks on the library's own"),
        Key("ways_of_knowing", map_of("way"), "ways of knowing, each under its own name"),
        Key("skills", map_of("skill"), "what a helper can do and learn"),
    ),
    "prompt": (
        *_WORDINGS,
        Key("topic", TEXT, "what it is about, for lists"),
        Key("how", TEXT, "one line of help, shown under the question"),
        Key("ways", NAMES, "the ways of knowing that it serves"),
        Key("minutes", MINUTES, "how long it takes"),
        Key("core", FLAG, "whether it belongs to the core"),
        Key("yields", NAMES, "the types of outcome that it may give"),
        Key("kind", choice(*KINDS), "what it is: a question unless said otherwise"),
        Key("skills", NAMES, "the skills that it calls for"),
        Key("asks", NAME, "the fact that its answer settles"),
        Key("only_if", CONDITION, "when it is offered"),
        Key("choices", CHOICES, "what may be chosen as an answer"),
        Key("needs", NAMES, "the prompts that come before it"),
        Key("sitting", choice(*SITTINGS), "whether it opens the sitting or belongs to a later one"),
        Key("matters_when", TEXT, "when it matters most"),
        Key("skip_when", TEXT, "when it may be left out"),
        Key("lines", WHOLE, "how many lines of writing room a worksheet gives"),
        Key("after", LATER, "where a new prompt stands in an extended stage"),
        *_SOURCE,
        _FORMERLY,
    ),
    "stage": (
        Key("title", TEXT, "what people call it"),
        Key("aim", TEXT, "what is different when it has done its work"),
        Key("guidance", TEXT, "for whoever helps, never shown to the client"),
        Key("ready_when", TEXTS, "what one would notice when it has been enough; a person judges it"),
        Key("skills", NAMES, "the skills that it calls for"),
        Key("pitfalls", TEXTS, "what goes wrong here easily"),
        Key("minutes", MINUTES, "how long it takes"),
        Key("order", choice(*ORDERS), "how much the order of the stages inside binds"),
        Key("only_if", CONDITION, "when it can be gone to"),
        _PROMPTS,
        _TAKE,
        Key("stages", map_of("stage?"), "the stages that it holds"),
        Key("next", map_of("transition?"), "the suggested way on"),
        Key("skip", map_of("transition?"), "ways that leave something out"),
        Key("back", map_of("transition?"), "ways back"),
        Key("again", map_of("transition?"), "ways into a new round"),
        Key("stay", text_or("transition"), "why one may stay"),
        Key("exit", text_or("transition"), "why one may end here"),
        *_SOURCE,
        _FORMERLY,
    ),
    "from-anywhere": (
        *(
            Key(kind, map_of("transition?"), f"{kind} from every stage")
            for kind in ("next", "skip", "back", "again")
        ),
        Key("exit", text_or("transition"), "why one may end anywhere"),
    ),
    "transition": (
        Key("because", TEXT, "why one goes this way"),
        Key("sign", TEXT, "what one would notice; a person judges it"),
        Key("only_if", CONDITION, "when the way is open"),
        *_SOURCE,
    ),
    "prompt-set": (
        Key("title", TEXT, "what people call it"),
        Key("summary", TEXT, "what it is, in a few sentences"),
        Key("notice", TEXT, "shown with its prompts"),
        _PROMPTS,
        _TAKE,
        *_SOURCE,
    ),
    "edition": (
        Key("title", TEXT, "what people call it"),
        *_SOURCE,
        Key("unit", TEXT, "what this edition calls an inner stage"),
        Key("labels", map_of("=text"), "what this edition calls the stages"),
        Key("questions", map_of("=text"), "the captions that its figure puts to the stages"),
        Key("ways", map_of("=names"), "the ways of knowing that it prints beside the prompts"),
        Key("parts", Shape("parts"), "its own headings over the same prompts"),
    ),
    "remark": (Key("text", TEXT, "the sentence", needed=True), *_SOURCE),
    "figure": (
        Key("text", TEXT, "what was found", needed=True),
        Key("value", NUMBER, "the number"),
        Key("interval", RANGE, "its 95 % confidence interval"),
        Key("base", TEXT, "what it rests on"),
        Key("caution", TEXT, "how it may not be read"),
        *_SOURCE,
    ),
    "fact": (
        Key("title", TEXT, "what is known when it is known"),
        Key("one_of", VALUES, "the values, of which one holds"),
        Key("some_of", VALUES, "the values, of which some hold"),
        Key("scale", RANGE, "the lowest and the highest number"),
        Key("until", CONDITION, "when it is unknown again"),
        *_SOURCE,
    ),
    "gate": (
        Key("title", TEXT, "what people call it"),
        Key("kind", choice(*GATE_KINDS), "whether it shuts or advises"),
        Key("before", BEFORE, "the stages or kinds of prompt that it stands before, or anywhere"),
        Key("voices", Shape("choices-of", values=VOICES), "the voices that it is for"),
        Key("holds", CONDITION, "what has to hold"),
        Key("otherwise", TEXT, "what to do while it does not hold"),
        _PROMPTS,
        *_SOURCE,
    ),
    "kind": (
        Key(
            "after",
            Shape("choices-of", values=KINDS),
            "the kinds of prompt of which one is answered before",
        ),
        Key("alone", FLAG, "whether none is put while another prompt waits for its answer"),
        Key("otherwise", TEXT, "what to do instead"),
        *_SOURCE,
    ),
    "safeguard": (
        Key("title", TEXT, "what people call it"),
        Key("raised_by", CONDITION, "what raises it by itself"),
        *_WORDINGS,
        Key("back_to", NAME, "the stage where one goes on afterwards"),
        *_SOURCE,
    ),
    "detour": (
        Key("title", TEXT, "what people call it"),
        Key("to", NAME, "the stage that it leads to"),
        Key("offered_when", CONDITION, "when it is offered"),
        Key("reopens", NAMES, "the gates that are asked anew afterwards"),
        *_SOURCE,
    ),
    "outcome": (
        Key("title", TEXT, "what people call it"),
        Key("means", TEXT, "what it is"),
        Key("benefit", TEXT, "what it is good for"),
        *_SOURCE,
    ),
    "way": (
        Key("title", TEXT, "its name"),
        Key("asks", TEXT, "what it asks"),
        Key("means", TEXT, "what it is"),
        Key("originator", TEXT, "whose it is"),
        *_SOURCE,
    ),
    "skill": (
        Key("title", TEXT, "its name"),
        Key("means", TEXT, "what it is"),
        Key("caution", TEXT, "what to be careful about"),
        *_SOURCE,
    ),
    "selection": (
        Key("budget", record("budget"), "how many minutes there should be"),
        Key("below_floor", NAMES, "the frameworks to use when there is less time"),
        Key("first", NAMES, "the prompts that come first"),
        Key("always", NAMES, "the prompts that are always in"),
        Key("last", NAMES, "the prompts that come last"),
        Key("cover", map_of("=name"), "one prompt for each way of knowing"),
        Key("share", record("share"), "the prompt that gets a part of the time"),
        Key("others", record("others"), "how many prompts there are beside it"),
        Key("fill", NAMES, "what comes in next, in this order"),
        Key(
            "swap", map_of("=names"), "for a way of knowing, what takes turns with the prompt that covers it"
        ),
        Key("overlap", Shape("lists-of-names"), "prompts that ask nearly the same"),
        Key("occasions", map_of("occasion"), "what moves up and down for the kind of thing reflected on"),
        Key("familiarity", map_of("familiarity"), "what changes with practice"),
        Key(
            "paths", map_of("path"), "what a sitting holds while something is so; the first that holds counts"
        ),
        *_SOURCE,
    ),
    "budget": (
        Key("floor", NUMBER, "the least number of minutes"),
        Key("usual", NUMBER, "the minutes that people usually take"),
    ),
    "share": (
        Key("prompt", NAME, "the prompt", needed=True),
        Key("of", NUMBER, "its part of the time", needed=True),
        Key("from", NUMBER, "the least minutes that it gets"),
        Key("to", NUMBER, "the most"),
    ),
    "others": (
        Key("of", NUMBER, "their part of the time", needed=True),
        Key("each", NUMBER, "the minutes that each one takes", needed=True),
        Key("from", WHOLE, "the least number of them"),
        Key("to", WHOLE, "the most"),
    ),
    "occasion": (
        Key("title", TEXT, "what people call it"),
        Key("up", NAMES, "the prompts that move up"),
        Key("down", NAMES, "the prompts that move down"),
        Key("off", NAMES, "the prompts that are left out"),
    ),
    "familiarity": (
        Key("order", choice(*ORDERS), "how much the order binds"),
        Key("extra", WHOLE, "how many prompts are added at most"),
        Key("cues", choice(*CUES), "whether prompts are offered, or come when somebody asks for one"),
        Key("skip_reasons", TEXTS, "what somebody may say who leaves a prompt out; nobody has to"),
    ),
    "path": (
        Key("title", TEXT, "what is so then, as the end of a sentence"),
        Key("when", CONDITION, "a condition over facts", needed=True),
        Key("prompts", NAMES, "the prompts that are offered, and no others; all of them where none is named"),
        Key("lines", map_of("=whole"), "how many lines of writing room a prompt has at most"),
        Key("yields", NAMES, "the types of outcome that are offered first"),
        Key("notice", TEXT, "what is said when it begins"),
    ),
    "minutes": (
        Key("brief", NUMBER, "written briefly", needed=True),
        Key("typical", NUMBER, "written at typical length", needed=True),
    ),
    "condition": (
        Key("all", list_of("condition"), "all of these hold"),
        Key("any", list_of("condition"), "one of these holds"),
        Key("not", CONDITION, "this does not hold"),
        Key("fact", NAME, "a fact"),
        Key("visits", NAME, "a stage that has been visited"),
        Key("is", VALUE, "the fact has this value"),
        Key("is_not", VALUE, "the fact has another value"),
        Key("one_of", VALUES, "the fact has one of these values"),
        Key("includes", VALUE, "this is among the values of the fact"),
        Key("at_least", NUMBER, "the number is this or more"),
        Key("at_most", NUMBER, "the number is this or less"),
    ),
    "before": (Key("kind", choice(*KINDS), "every prompt of this kind"),),
}

# What an author may name whole in `uses`.
WHOLE_KEYS = (
    "ways_of_knowing",
    "skills",
    "outcomes",
    "facts",
    "gates",
    "safeguards",
    "detours",
    "kinds",
    "prompt_sets",
    "figures",
)
TRANSITION_KEYS = ("next", "skip", "back", "stay", "again", "exit")
