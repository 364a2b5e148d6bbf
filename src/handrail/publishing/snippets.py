"""What an editor can write for an author: the beginning of a framework, a stage, a prompt, a gate and their like."""

from __future__ import annotations

from typing import Any

Snippet = dict[str, Any]


def _snippet(label: str, says: str, body: Any) -> Snippet:
    return {"label": label, "description": says, "body": body}


# Where the cursor stops, in this order, with the word that stands there until another is typed: ${1:word}.
FRAMEWORK = _snippet(
    "new framework",
    "The least that is a framework: two stages with a question each.",
    {
        "framework": "${1:my-model}",
        "title": "${2:My model}",
        "purpose": "${3|reflection,helping,reference|}",
        "stages": {"${4:beginning}": "${5:What happened?}", "${6:end}": "${7:What do I take from it?}"},
    },
)

_PROMPT = [
    _snippet(
        "a question",
        "A question, worded in the only voice there is.",
        {"${1:first-question}": "${2:What happened?}"},
    ),
    _snippet(
        "a prompt",
        "A prompt in a voice, with help and minutes.",
        {
            "${1:first-question}": {
                "self": "${2:What happened?}",
                "how": "${3:A line or two.}",
                "minutes": "${4:3}",
            }
        },
    ),
]
_STAGE = [
    _snippet(
        "a stage",
        "A stage with its aim and a question.",
        {
            "${1:beginning}": {
                "title": "${2:Beginning}",
                "aim": "${3:It is clear what happened.}",
                "prompts": {"${4:what-happened}": "${5:What happened?}"},
            }
        },
    ),
    _snippet(
        "a stage with one question",
        "A stage with one question of the same id.",
        {"${1:beginning}": "${2:What happened?}"},
    ),
]

# By the things that stand under ids, and by the records that stand under a key.
SNIPPETS: dict[str, list[Snippet]] = {
    "prompt?": _PROMPT,
    "stage?": _STAGE,
    "transition?": [
        _snippet("a way on", "Where it leads, and why.", {"${1:end}": "${2:enough was told}"}),
        _snippet(
            "a way on, with a sign",
            "Where it leads, why, and what one would notice.",
            {"${1:end}": {"because": "${2:enough was told}", "sign": "${3:the pauses get longer}"}},
        ),
    ],
    "prompt-set": [
        _snippet(
            "a prompt set",
            "Prompts that belong to no stage.",
            {"${1:follow-ups}": {"title": "${2:Follow-ups}", "prompts": {"${3:how-so}": "${4:How so?}"}}},
        )
    ],
    "edition": [
        _snippet(
            "an edition",
            "A dated version, with its own labels.",
            {"${1:1994}": {"reference": "${2:a-work}", "labels": {"${3:beginning}": "${4:Description}"}}},
        )
    ],
    "fact": [
        _snippet(
            "a fact", "Something that is so, or not.", {"${1:consent}": {"title": "${2:The person agrees}"}}
        ),
        _snippet(
            "a fact with values",
            "Something of which one of several values holds.",
            {
                "${1:mood}": {
                    "title": "${2:How the person is}",
                    "one_of": ["${3:low}", "${4:fair}", "${5:good}"],
                }
            },
        ),
        _snippet(
            "a fact on a scale",
            "Something that a number says.",
            {"${1:strain}": {"title": "${2:How hard it is}", "scale": ["${3:0}", "${4:10}"]}},
        ),
    ],
    "gate": [
        _snippet(
            "a gate",
            "What should hold before something starts.",
            {
                "${1:agreement}": {
                    "kind": "${2|soft,hard|}",
                    "before": "${3:anywhere}",
                    "holds": {"fact": "${4:consent}", "is": "${5:yes}"},
                    "otherwise": "${6:agree first on what this is for}",
                }
            },
        )
    ],
    "safeguard": [
        _snippet(
            "a safeguard",
            "An interruption that ends with a human being.",
            {
                "${1:danger}": {
                    "title": "${2:Somebody is in danger}",
                    "raised_by": {"fact": "${3:emergency}", "is": "yes"},
                    "self": "${4:I stop here and turn to somebody who can help.}",
                }
            },
        )
    ],
    "detour": [
        _snippet(
            "a detour",
            "A way out to another stage, and back to where one was.",
            {
                "${1:repair}": {
                    "to": "${2:beginning}",
                    "offered_when": {"fact": "${3:rupture}", "is": "${4:yes}"},
                }
            },
        )
    ],
    "way": [
        _snippet(
            "a way of knowing",
            "A way of knowing, with what it asks.",
            {"${1:ethics}": {"title": "${2:Ethics}", "asks": "${3:What is right here?}"}},
        )
    ],
    "skill": [
        _snippet(
            "a skill",
            "What a helper can do and learn.",
            {"${1:listening}": {"title": "${2:Listening}", "means": "${3:hearing somebody to the end}"}},
        )
    ],
    "outcome": [
        _snippet(
            "an outcome",
            "A type of outcome of your own.",
            {"${1:question}": {"title": "${2:Question}", "means": "${3:what one wants to ask somebody}"}},
        )
    ],
    "condition": [
        _snippet(
            "a fact has a value", "Holds when a fact has a value.", {"fact": "${1:consent}", "is": "${2:yes}"}
        ),
        _snippet("a stage was visited", "Holds when a stage was visited.", {"visits": "${1:beginning}"}),
        _snippet(
            "all of several",
            "Holds when all of these hold.",
            {"all": [{"fact": "${1:consent}", "is": "${2:yes}"}]},
        ),
        _snippet(
            "one of several",
            "Holds when one of these holds.",
            {"any": [{"fact": "${1:consent}", "is": "${2:yes}"}]},
        ),
        _snippet(
            "not this", "Holds when this does not.", {"not": {"fact": "${1:rupture}", "is": "${2:yes}"}}
        ),
    ],
    "minutes": [
        _snippet(
            "minutes", "Written briefly, and at typical length.", {"brief": "${1:1}", "typical": "${2:3}"}
        ),
    ],
    "works": [
        _snippet(
            "a work",
            "A published work, under the id by which it is cited.",
            {
                "id": "${1:name-2000}",
                "type": "book",
                "author": [{"family": "${2:Name}", "given": "${3:Given}"}],
                "title": "${4:Title}",
                "issued": "${5:2000}",
                "publisher": "${6:Publisher}",
            },
        )
    ],
}
