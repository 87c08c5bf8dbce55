"""The table of sentences: code -> plain English with places for its arguments."""

WORDINGS = {
    # pairing
    "pairing.not_an_add_on": "{0} is not an add-on; it is sold alone.",
    "pairing.names_no_base": "No text names a base that {0} may stand on.",
    "pairing.not_a_base": "{0} needs a base level; {1} is none.",
    "pairing.named": "{0} may stand on {1}.",
    "pairing.not_named": "{0} may not stand on {1}; it needs {2}.",
    "pairing.option_fits": "{0} is sold with {1}.",
    "pairing.option_does_not_fit": "{0} is not sold with {1}.",
    "pairing.text_of": "No clause of the TAM description decides this pair; the text of {0} does.",
    # what would change an answer
    "remedy.add_option": "Add {0} to {1}.",
    "remedy.change_base": "Change the base from {0} to {1}, then {2} is allowed.",
    "remedy.active_base": "A base level that is active on {0}.",
    # which level answers
    "resolve.no_base": "No base level is active on {0}.",
    "resolve.void": "The add-on {0} is void while no valid base is active.",
    "resolve.two_bases": "Two base levels are active, {0} and {1}; the first line rules.",
    "resolve.turned": "The option {0} turns {1} into {2}.",
    "resolve.left_to_base": "{0} leaves the clause to the base.",
    "resolve.brings_nothing": "{0} brings nothing here; the other levels still count.",
    "resolve.included": "{0} includes the clause.",
    "resolve.not_included": "{0} does not include the clause.",
    "resolve.unknown": "The text of {0} on this clause is not known.",
    "resolve.governed_by_base": "{0} leaves the clause to the base.",
    # caveats
    "caveat.partial": "The wording of this clause in {0} is known only in part.",
    "caveat.derived": "This clause of {0} is composed from others; no text of its own is known.",
    "caveat.unknown": "Unknown is not a no: the text of {0} on this clause is not known.",
    "caveat.likely": "For planning only: likely {0}.",
}
