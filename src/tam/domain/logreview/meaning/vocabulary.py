"""The words that say a concept: all of `needs` in one sentence, none of `never`.

Sentences come in as lower-case words (`text.words`). What a word may say is written widely, who it may
be said of narrowly: silence is better than an invention.
"""

import re
from dataclasses import dataclass

from tam.domain.logreview.meaning.concepts import Concept

FAIL = (
    r"(?:fail(?:s|ed|ure|ures|ing)?|fault(?:s|ed|y)?|defect(?:ive)?|broken?|broke down|dead|died|malfunction(?:s|ed|ing)?|"
    r"inoperative|out of (?:service|order)|not (?:ok|okay|working|operational|functioning|healthy)|stuck|tripped|gave up|bad|down|"
    r"unsuccessful|abort(?:s|ed)?|critical|error)"
)
SILENT = (
    r"(?:not (?:connected|respond(?:ing|ed)?|answer(?:ing|ed)?|reach(?:able|ed)|seen|detected|found|communicating|available|reporting)|"
    r"unreachable|unresponsive|unavailable|no (?:response|answer|reply|contact|communication|heartbeat|connection)|"
    r"(?:does|did|do) not (?:respond|answer|reply|report|communicate)|stopped (?:responding|answering|communicating|reporting)|"
    r"lost (?:contact|communications?|connection|connectivity|heartbeat)|"
    r"(?:communications?|connection|contact|heartbeat|link|connectivity) (?:\S+ ){0,4}?(?:is |was |has been )?(?:lost|down|failed|missing|broken)|"
    r"disconnected|offline|off line|missing|silent|missed|timed? ?out|vanished|disappeared|gone|dropped)"
)
LOST = r"(?:lost|loss|absent|missing|not (?:present|available|detected|ok|okay|good)|gone|dead|failed|failure|fault|down|outage|unavailable|no (?:voltage|power|input)|without (?:power|voltage)|0(?:\.0)? ?v|removed|interrupted|off)"
HOT = r"(?:above|over|exceed(?:s|ed|ing)?|high|too (?:hot|warm)|hot|overheat(?:s|ed|ing)?|limit|alarm|warning|critical|out of range|over ?temp(?:erature)?)"
DIFFER = (
    r"(?:differ(?:s|ent|ence|ed)?|mismatch(?:es|ed)?|discrepan(?:cy|cies|t)|disagree(?:s|ment)?|(?:does|do|did) not (?:match|agree)|not equal|unequal|"
    r"inconsistent|deviat(?:es|ion)|not (?:the same|at|on|up to date|current|approved|in line)|out of (?:date|step|line|sync)|outdated|older|behind|"
    r"contradict(?:s|ion)?|conflicts?)"
)
BENIGN = re.compile(
    r"\b(?:self ?test|test message|test of|simulat(?:ed|ion)|drill|exercise|rehearsal|"
    r"no action|needs no|no fault|no errors?\b(?! free)|not required|recovered|succeeded|successful(?:ly)?|passed|0 errors|0 fail(?:ed|ures)|without (?:error|fault)|"
    r"is approved|back to normal|returned to normal|normal again|ok again|okay again|restored|resolved|cleared|repaired|reset after success|"
    r"is (?:ok|okay|good|healthy|normal)|(?:all|everything) (?:ok|okay|good|well|normal))\b"
)


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to say a concept. `benign` says that harmless words do not silence it."""

    concept: Concept
    needs: tuple[re.Pattern[str], ...]
    never: re.Pattern[str] | None = None
    benign: bool = False


def _say(concept: Concept, *needs: str, never: str = "", benign: bool = False) -> Saying:
    return Saying(
        concept,
        tuple(re.compile(rf"\b(?:{need})(?!\w)") for need in needs),
        re.compile(rf"\b(?:{never})(?!\w)") if never else None,
        benign,
    )


_DRIVE = r"drives?|drv\S*|\S+/dba\d+/\S+|dte|lto drive"
_TAPE = r"tapes?|cartridges?|volumes?|cassettes?|media|medium|vol"
_CLEAN_TAPE = r"clean(?:ing|er)? (?:tape|cartridge|cassette|media|medium|volume)|cln\w*"
_CONTROLLER = r"controllers?|(?:fr\d+/)?(?:lcm|rcm|rim|qip|f-qip|hlm|rxm)\d*|module|interface module"
_SUPPLY = r"power ?suppl(?:y|ies)|psu ?\d*|supply(?: \d+)?|ps ?\d|power module"
_FEED = r"ac|a/c|mains|line (?:power|input|voltage)|(?:primary|secondary|power|input|utility|second|first) feeds?|feed|power cord|input power|ac input|inlet|utility"
_MOVE = r"moves?|moving|pick(?:s|ing|ed)?|plac(?:e|es|ing|ed)|puts?|gets?|seek|seeking|mount(?:s|ing)?|dismount|exchange|transport|transfer|fetch|grip|placement|pickup|relocation|move ?fail\w*|pick ?fail\w*|put ?fail\w*|place ?fail\w*"

SAYINGS = (
    _say(Concept.SUPPLY_FAILED, _SUPPLY, FAIL + r"|no (?:dc )?output|output (?:power |voltage )?(?:is )?(?:lost|missing|absent|not \w+|0|zero|dropped)|delivers? (?:nothing|no \w+)|lost (?:its |dc )?output|shut (?:itself )?down|stopped", never=r"input|feed|ac input|mains|fan in|lost statistics"),
    _say(Concept.FEED_LOST, _FEED, LOST, never=r"feed ?back|output|fail ?over|drive|robot|restored|back"),
    _say(Concept.FAN_FAILED, r"fans?(?: ?\d+)?|blowers?|fan\d+|fr\d+/f[cm]m/fan\d+|cooling fan", FAIL + r"|stopped|stalled?|stands? still|0 rpm|not (?:spinning|turning|rotating|running)|too slow|(?:far |well )?below|low speed|speed (?:is )?(?:too )?low|underspeed|rotor", never=r"replaced|drive fan"),
    _say(Concept.FILTER_DUE, r"(?:air )?filters?", r"due|over ?due|replac\w+|past|exceed\w*|reached|expired|clogged|dirty|blocked|chang(?:e|ed|ing) (?:is )?(?:due|needed|required)|service|threshold|interval|elapsed|limit", never=r"was replaced|has been replaced|replaced by|event filter|mail filter|filter panel|packet|reset"),
    _say(Concept.FAILOVER, r"fail(?:ed|s)? ?over|fail-over|failover|take ?over|taken over|took over|takes over|assumed (?:control|the \w+)|switched over to", never=r"enabled|disabled|ready|configured|available|capable|armed|not failed over|no fail ?over|failback complete|test"),
    _say(Concept.UNREACHABLE, _CONTROLLER, SILENT + r"|polls? (?:\S+ ){0,3}?(?:missed|unanswered|timed out|failed|lost)", never=r"connected again|reconnected|drives?|host|terapack|door|partition|socket \d+ keepalive"),
    _say(Concept.REACHABLE, _CONTROLLER, r"reconnected|connected again|answers again|back (?:online|on line)|connection (?:restored|re ?established)|responding again|reachable again|online again", benign=True),
    _say(Concept.DOOR_OPENED, r"doors?|panels?|covers?|hatch|access (?:panel|door)|side panel", r"open(?:ed|s)?|ajar|was opened|unlatched", never=r"closed|not open|open door policy|button|test|switch closed"),
    _say(Concept.FRAME_HOT, r"temp(?:erature)?|overheat\w*|too (?:hot|warm)|thermal|hot", r"frames?|fr\d+|cabinet|enclosure|library|rack|ambient|chassis|air", HOT, never=r"drives?|\S+/dba\d+/\S+|cpu|sample|within|normal|below"),
    _say(Concept.DRIVE_HOT, r"temp(?:erature)?|overheat\w*|too (?:hot|warm)|thermal|hot", _DRIVE, HOT, never=r"within|normal|below|sample"),
    _say(Concept.CLEANER_SPENT, _CLEAN_TAPE, r"expired?|exhausted|used up|no (?:more )?(?:\w+ )?(?:clean\w*|cycles|passes|uses)(?: left| remaining)?|0 (?:clean\w*|cycles|passes|uses)|(?:end|reached) \S+ (?:life|limit)|worn|depleted|spent|empty|run out|last (?:clean|use|pass)\w*|near(?:ing|s|ly)? (?:its )?(?:expir\w+|end)|(?:few|only \d+) (?:clean\w*|cycles|passes|uses)|below", never=r"not expired"),
    _say(Concept.CLEANING_WANTED, _DRIVE, r"(?:cleaning|clean) (?:is |was |now |periodic )?(?:required|requested|needed|due|wanted|necessary|overdue|now)|needs? (?:to be )?clean\w*|(?:asks?|asked|asking|requests?|requested|requesting|wants?|calls?|demands?) (?:for )?(?:a |immediate )?(?:\w+ )?clean\w*|requires? (?:a )?clean\w*|must be cleaned|clean(?:ing)? request\w*|dirty|clean now|clean periodic|head clog\w*", never=r"no clean\w*|not required|clean not|not needed|no cleaning|scheduled"),
    _say(Concept.CLEANED, r"(?:was|has been|been|is now|got) cleaned|clean(?:ing)? (?:cycle |operation |of \S+ |run |on \S+ |in \S+ )?(?:is |was |has )?(?:done|complete[d]?|finish(?:ed)?|ended|successful|succeeded|passed|ok)|cleaned (?:with|by|using)|drive cleaned|clean(?:ing)? result (?:ok|okay|good|pass\w*|success)", never=r"not cleaned|fail\w*|incomplete", benign=True),
    _say(Concept.FIRMWARE_DIFFERS, _DRIVE, r"firmware|microcode|code level|level|version|revision", DIFFER + r"|update (?:has )?fail\w*|load fail\w*", never=r"staging|staged|updating|in progress|package|component|is approved"),
    _say(Concept.PACKAGE_DIFFERS, r"components?|package|firmware|software|module|version|level", r"package|bundle|release|installed|expected|component", DIFFER + r"|wrong (?:version|level)", never=r"all components are up to date|in progress|staging|staged|drives?|\S+/dba\d+/\S+|update (?:to|started|finished)|load counts?"),
    _say(Concept.KEY_EXPIRES, r"(?:option|feature|licen[cs]e|activation|entitlement|software) ?keys?|licen[cs]es?|option|subscription|key", r"expir(?:es?|ed|ing|y|ation)|days? (?:left|remain\w*|to go)|remaining days?|runs? out|ends? (?:in|on)|valid (?:until|for)|will end|lapses?", never=r"permanent|session|token|password|certificate|cookie|encryption key|lease"),
    _say(Concept.CLOCK_CHANGED, r"clock|system time|time of day|rtc|date and time|wall time|library time|time base|timekeeping|system date|time", r"step(?:ped|s)?|jump(?:ed|s)?|adjusted|set (?:back|forward|to|from|by)|was set|changed|moved|corrected|leap(?:ed|t)?|went back\w*|turned back|skew(?:ed)?|off by|back by|ahead by|forward by|discontinuity", never=r"time ?out|time zone|timezone|daylight|summer time|up time|down time|response time|first time|uptime|time window", benign=True),
    _say(Concept.DRIVES_LOST, r"partitions?|logical library", r"drives?", r"lost|loss|unavailable|failed|missing|threshold|limit|not (?:available|usable)|degraded|offline|out of (?:service|\d+)|down|reached", never=r"removed \(|load limit|was put online|move|hot|clean\w*"),
    _say(Concept.LOADS_DIFFER, r"load ?counts?|loads?|mount ?counts?|number of loads|load counter", DIFFER + r"|used elsewhere", never=r"firmware|unload fail"),
    _say(Concept.END_OF_LIFE, _TAPE + r"|\w{6}l\d", r"end of (?:its |the )?(?:\w+ )?life|worn(?: out)?|life ?(?:time)? (?:is )?(?:expired|exceeded|over|used up|reached|ended|left|remaining|limit)|near(?:ing|s)? (?:its |the )?(?:end|media life)|media life|past its (?:\w+ )?life|(?:too many|maximum|max|limit of) (?:loads|mounts|passes)|(?:loads?|mounts?|passes|load count|load limit) (?:\S+ ){0,4}?(?:above|exceed\w*|over|limit|maximum|reached)|wear ?out|wear (?:limit|warning)|service life|rated life", never=r"clean\w*|battery|fan|filter|" + DIFFER),
    _say(Concept.LABEL_UNREAD, r"labels?|bar ?codes?|volume (?:tag|id|label)|volser|bar code label|scan(?:s|ner|ning)?|bar code scan", r"unreadable|not (?:be )?(?:read(?:able)?|decoded|decodable|legible|recogni[sz]ed|scanned|identified)|(?:could|can) ?not (?:be )?(?:read|decode\w*|scan\w*|recogni[sz]e\w*)|unable to (?:read|decode|scan)|no ?reads?|gave up|(?:scan|read|decode) (?:has )?(?:fail\w*|error|gave up)|fail\w* (?:to (?:read|scan|decode)|scan|read|decode)|illegible|undecodable|damaged|missing label|failed|scan failed", never=r"decoded in|, \S+ decoded|re-read once|confidence|mam|not needed|write"),
    _say(Concept.MISPLACED, _TAPE + r"|magazine|contents?|audit|inventory|slot|barcode|bar code|\w{6}l\d", r"misplaced|mis-placed|contents? ?match\w* (?:no|false|0|n|fail\w*|mismatch)|audit (?:mismatch|discrepancy|difference|fail\w*|exception)|mismatch|not where|unexpected (?:tape|cartridge|contents?|location|slot|barcode|bar code|place)|wrong (?:slot|place|position|location|magazine)|found in (?:\S+ ){1,6}?(?:instead|expected|inventory says|but|not)|instead of|expected (?:in|at) |not in its|out of place|(?:is|was) not (?:in|at) (?:its|the) (?:expected|recorded|inventoried|home)|(?:does|do|did) not match|differs?|unexpected", r"audit|inventory|expected|unexpected|misplaced|mis-placed|instead|wrong|recorded|contents? ?match\w*|not in its|out of place|not where|record", never=r"firmware|load ?counts?|not readable|could not be read|unreadable|gave up|component|version|package|drive type"),
    _say(Concept.MOVE_FAILED, _MOVE, r"fail(?:s|ed|ure|ures)?|abort(?:ed|s)?|could not|cannot|unable|unsuccessful|gave up|not (?:complete[d]?|possible|done|executed)|error|timed out|stuck|jam(?:med)?|move ?fail\w*|pick ?fail\w*|put ?fail\w*|place ?fail\w*|blocked|drop(?:ped)?|rejected by robot", never=r"retried once|and succeeded|, succeeded|retry \d+ of \d+ \S+ \S+ \S+ succeeded|mail|file ?system|config\w*|backup|motion system|in place|nfs|sync"),
    _say(Concept.MOTION_RESTART, r"motion(?: system| control\w*| firmware| software| task| process)?|robotics?(?: system| control\w*)?|motion ?restart\d?|robot \d|transporter|servo system", r"restart(?:s|ed|ing)?|re-?boot(?:s|ed)?|re-?initiali[sz](?:es|ed|ing)|watchdog reset|crashed|came back|reset (?:itself|by itself|unexpectedly)|self reset|started again|recover(?:s|ed|y) start", never=r"requested by|by user|operator|after update|planned|scheduled|commanded|power[- ]?up|count(?:er)? of|no restart|restarts? 0|0 restarts"),
    _say(Concept.AXIS_NEAR, r"counters?|\w+ axis|axis|travel|odometer|trip ?\d|\w+ to \w+ moves?|hhm|move count\w*", r"near(?:s|ing)?|approach(?:es|ing|ed)?|close to|reach(?:es|ed)?|exceed(?:s|ed)?|above|over|due|reminder|threshold|service (?:point|limit|reminder|due)|\d+(?:\.\d+)? ?(?:%|percent)", r"reminder|threshold|limit|service|due|maintenance|hhm", never=r"nothing due|threshold check|reminder scan|persist|table version|reset to|\+=|filters?|scan took"),
    _say(Concept.LINK_ERROR, r"links?|ports?|interface|fib(?:re|er)(?: channel)?|fc|sas|signal|light|automation|adi|rs-?422|crc|iucrc|loop|sfp|login|i_t nexus|optical|laser", _DRIVE, r"loss|lost|down|errors?|crc|fail\w*|flap\w*|time ?out|timed out|drop(?:s|ped)?|no (?:light|signal|link)|disconnect\w*|bounce\w*|reset|unstable|parity", never=r"controller|up again|link up|is up|restored|host removed"),
    _say(Concept.DRIVE_REMOVED, _DRIVE, r"remove/replace|prepared (?:for|to) (?:be )?(?:replace\w*|remov\w*)|(?:planned|announced|scheduled) (?:removal|replacement|swap)|removed (?:by (?:user|operator|service|request)|for (?:service|replacement))|taken out (?:by|for)|replacement (?:of \S+ )?(?:started|announced|prepared)", benign=True),
    _say(Concept.DRIVE_REPLACED, _DRIVE, r"(?:was|has been|been) (?:replaced|swapped|exchanged)|new serial(?: number)?|replaced by|replaced with|swapped|replacement (?:complete\w*|finished|done)|new drive", never=r"filters?|prepared", benign=True),
    _say(Concept.DRIVE_LOST, _DRIVE, SILENT + r"|lost|was removed|has been removed|removed without|unexpected(?:ly)? remov\w*|pulled|not (?:installed|present|visible)", never=r"remove/replace|prepared|link|port|signal|light|reservation|prevent|retried|medium removal|host|interface|partition|by user|statistics|no medium|empty|idle|controller"),
    _say(Concept.DRIVE_BROKEN, _DRIVE, r"(?:has |is |was |been |set |status |state |marked |now |reported |as |= ?)*(?:failed|faulted|broken|defective|dead|impaired|inoperative|out of service|in error state)(?! (?:an? |to |over|operation|login))|hardware (?:error|failure|fault)|internal (?:error|failure|fault)|predict\w+ (?:its own )?failure|failure predict\w+|self ?test fail\w*|diagnostics? fail\w*|must be replaced|needs replacement|failing|drive fail\w*", never=r"move|moves|pick|place|temperature|hot|clean\w*|link|port|login|firmware|interface|fan|failed over|failed an operation|failed to (?:read|write|load)|partition|statistics|test 5d/ff"),
    _say(Concept.DRIVE_ERROR, _DRIVE, r"hard(?:ware)? errors?|failed an? (?:operation|read|write|load|command|job)|failed to (?:read|write|load|unload|eject|thread|position|locate)|(?:read|write|load|unload|position\w*|servo|locate|eject|thread\w*|media|medium|i/o) (?:error|fail\w*|fault)|uncorrect\w+|unrecover\w+|check condition|permanent error|could not (?:read|write|load|unload|eject|thread)|unable to (?:read|write|load|unload|eject|thread)|aborted (?:a |the )?(?:write|read|job)|error on (?:tape|cartridge|volume)|reported an error", never=r"recovered error|retried once|temperature|clean\w*|move by|link|port|statistics"),
    _say(Concept.TAPE_ERROR, _TAPE + r"|\w{6}l\d", r"media errors?|medium errors?|caused an? (?:\w+ )?error|(?:read|write|load|position\w*|servo|locate) (?:error|fail\w*|fault)|hard errors?|unreadable|damaged|defective|bad (?:tape|cartridge|media|medium)|snapped|(?:cartridge|tape|media|medium|mam|memory chip|cartridge memory) (?:\w+ )?(?:fault|failure|failed|error|defect\w*)|failed in|uncorrect\w+|unrecover\w+|permanent error|error(?:s)? (?:with|on|using|while using) ", never=r"bar ?codes?|labels?|recovered error|retried|clean\w*|move|moves|pick|slot \d+ failed|load ?counts?|mam read ok"),
    _say(Concept.UPDATE_BEGAN, r"(?:package|firmware|software|code|library|system)? ?(?:update|upgrade)", r"start(?:s|ed|ing)?|began|begin(?:s)?|begun|initiated|launched|in progress|running|under way|commenced", never=r"not started|no update|finished|complete[d]?|drive \S+", benign=True),
    _say(Concept.UPDATE_ENDED, r"(?:package|firmware|software|code|library|system)? ?(?:update|upgrade)", r"finish(?:ed|es)?|complete[ds]?|ended|done|over|succeeded|successful", never=r"not complete|no update|drive \S+", benign=True),
    _say(Concept.RESTARTED, r"library|system|lcm|power", r"power(?:ed)? (?:on|up|cycled|off|down)|boot(?:ed|ing)?|start(?:ed|ing)? up|restart(?:ed)?|initiali[sz](?:ed|ation)|shut ?down|cold start", never=r"motion|robot|drive|session", benign=True),
    _say(Concept.HOST_DOING, r"reservation conflicts?|persistent reservation|reserved by another|illegal request|write[- ]protect(?:ed)?|data protect|invalid (?:field|command|opcode)|bus reset by|initiator reset|target reset by", never=r"no reservation", benign=True),
)  # fmt: skip
