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
    "rule.no_tam": "No line for Technical Account Management is active on {0}.",
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
    # the answer in a sentence
    "decision.yes": "{0} gives it.",
    "decision.no": "{0} does not give it.",
    "decision.unknown": "The text of {0} on this clause is not known.",
    "decision.held": "The level gives it; a step is open, so the clock has not started.",
    "day.closed": "{0} is closed: {1}.",
    "day.note_1": "{0} is closed: {1} (NOTE-1).",
    "telephone.closed": "At {0} the line is not staffed; it opens at {1}.",
    "remedy.option": "The option {0} is sold for it.",
    "level.says": "The level states: {0}, {1}.",
    "repair.later": "Engineer and part are two promises; a repair can start when the later of the "
    "two is met.",
    "parts.no_time": "{0} states no time for a part; none is promised.",
    "parts.stands_in": "Only the event {0} is known; it stands in for {1}.",
    "parts.in_time": "{0} at {1} is {2} in {3}, by the cut-off of {4}, which is {5} at {1}.",
    "parts.late": "{0} at {1} is {2} in {3}, after the cut-off of {4}, which is {5} at {1}.",
    "parts.closed_day": "{0} at {1} is {2} in {3}, on a day when nothing ships.",
    "parts.not_mountain": "The Mountain cut-off does not apply to this region.",
    "parts.transit": "Transit time and regulatory delays are possible; no day is committed "
    "(NOTE-2).",
    "parts.local_sourcing": "The part may be sourced locally (NOTE-3).",
    "parts.by_part": "{0} tells kit parts from other parts; say which one it is.",
    "parts.expected": "The day is expected, not promised.",
    "parts.kit_caveat": "Note: {0}.",
    "parts.kit_not_stated": "Whether the part is in the kit is not stated; answered for one that "
    "is not.",
    "on_site.closed_day": "A dispatch on {0}, a closed day, counts as made on {1}.",
    "on_site.day_before": "A dispatch on {0} counts as made on {1}.",
    "on_site.in_time": "Dispatched at {0}, by {1}: it counts as {2}.",
    "on_site.late": "Dispatched at {0}, after {1}: it counts as {2}.",
    "on_site.possible": "The arrival is possible, not promised.",
    "lifeline.no_time": "{0} states no time for a loaner; none is promised.",
    "lifeline.unverified": "Not verified: the end of the vendor's wording is not known.",
    "place.actual": "The machine stands at {0}; that place rules.",
    "place.elsewhere": "The machine stands at {0}, not at {1} where it is registered; hours and "
    "holidays follow the registration.",
    # the steps before a part or an engineer
    "step.open": "The step {0} is open; the next move belongs to the {1}, and the clock waits.",
    "step.charge": "Refusing {0} does not stop the clock; charged may be the {1}.",
    "step.none_open": "No step is open; the clock runs.",
    # gates
    "gate.not_secure": "The site is not declared secure.",
    "gate.secure_on_site": "The site is secure and its contract includes on-site service.",
    "gate.secure_unknown": "The site is secure; whether the level includes on-site is not known.",
    "gate.secure_without": "The site is secure and no on-site contract covers it.",
    "gate.region_unknown": "Whether {0} is offered in {1} is not published.",
    "gate.region_offered": "{0} is offered in {1} by the table of {2}.",
    "gate.region_not_offered": "{0} is not offered in {1} by the table of {2}.",
    "gate.no_radius_rule": "No on-site response time is promised, so no distance counts.",
    "gate.radius_unknown": "No distance to a partner service center is recorded; NOTE-6 is not "
    "checked.",
    "gate.radius_inside": "The partner service center is {0} miles away, inside 50.",
    "gate.radius_outside": "The partner service center is {0} miles away, beyond 50: on-site "
    "response times are best effort, every other clause stands.",
    "gate.radius_void": "The partner service center is {0} miles away, beyond 50: the on-site "
    "clause is void.",
    "remedy.on_site_level": "A level whose on-site clause is included.",
    "remedy.region": "{0} is offered in: {1}.",
    "remedy.center": "A partner service center within 50 miles of the site.",
    # contracts
    "contract.outside": "Line {0} has {1}, outside the contract's dates {2} to {3}.",
    "contract.pause_outside": "A suspension from {0} leaves the contract's dates {1} to {2}.",
    "contract.no_master_agreement": "No Master Services Agreement is named.",
    "contract.add_on_alone": "{0} has no allowed base on {1}; it is void then.",
    "contract.doubled": "Lines {0} and {1} promise the same level twice on {2}.",
    "contract.two_bases": "Lines {0} and {1} are both bases of the same machine on {2}.",
    "contract.doubled_beside": "Line {0} promises the same level as line {1} of contract {2} on "
    "{3}.",
    "contract.two_bases_beside": "Line {0} and line {1} of contract {2} are both bases of the same "
    "machine on {3}.",
    "contract.gap": "No base covers {0} on {1}; add-ons are void then.",
    "contract.history": "Line {0} would change what held before {1}.",
    "contract.ends_soon": "The line {0} ends on {1}, in {2} days.",
    "renewal.gap": "There are {0} days without cover between {1} and {2}.",
    "renewal.doubled": "{0} and {1} both run on {2}.",
    "renewal.version": "{0} is taken in version {2}; the old contract had version {1}.",
    "remedy.base_same_days": "An allowed base on the same equipment on {0}.",
    # duties
    "duty.no_asl_file": "A month without any ASL file is a finding, not a passed evaluation.",
    # what a move does, and a part that comes back
    "move.far": "A move of {0} miles is beyond {1}: the level is not guaranteed at the new place.",
    "move.near": "A move of {0} miles stays within {1}.",
    "move.border": "Across a border the contract may have to be set up again.",
    "move.setup": "Setting up service at the new place takes up to {0} days.",
    "move.source": "Moves follow the vendor's page {0}, not the TAM description.",
    "return.source": "Returned parts follow the vendor's page {0}, not the TAM description.",
    "facts.unused": "The fact {0} is not known here and played no part.",
    "return.in_time": "The part came back on business day {0}, due by day {1}.",
    "return.late": "The part came back on business day {0}, due by day {1}: the customer owes "
    "the {2}.",
    # caveats
    "caveat.partial": "The wording of this clause in {0} is known only in part.",
    "caveat.derived": "This clause of {0} is composed from others; no text of its own is known.",
    "caveat.unknown": "Unknown is not a no: the text of {0} on this clause is not known.",
    "caveat.likely": "For planning only: likely {0}.",
}
