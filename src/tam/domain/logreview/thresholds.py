"""Every number a rule compares with, in one value.

Where nobody published a number it is a default of ours.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Defaults of the rules; `docs/reference/findings.md` names the source of each."""

    partners: int = 2
    exposure_p: float = 0.05
    wide_window: timedelta = timedelta(hours=1)
    wide_sides: int = 3
    drive_only_events: int = 3
    cleaning_again_hours: int = 50
    cleaning_grace: timedelta = timedelta(minutes=30)
    link_events: int = 3
    link_together: timedelta = timedelta(minutes=5)
    life_left_percent: float = 5.0
    passes: int = 16_000
    failed_scans: int = 3
    robot_places: int = 3
    slot_failures: int = 3
    axis_share: float = 0.9
    fan_share_of_peers: float = 0.5
    frame_celsius: float = 40.0
    unreachable: timedelta = timedelta(minutes=10)
    door_openings: int = 3
    door_window: timedelta = timedelta(minutes=30)
    supply_flapping: timedelta = timedelta(hours=24)
    key_days: int = 60
    clock_step: timedelta = timedelta(seconds=300)
    silence: timedelta = timedelta(hours=48)
    new_messages: int = 3
    partition_share: float = 0.5
    host_drives_together: int = 3
    host_window: timedelta = timedelta(minutes=2)
    same_event: timedelta = timedelta(seconds=90)
    evidence_lines: int = 24


@dataclass(frozen=True, slots=True)
class Limits:
    """What one evaluation may hold; beyond it is counted, said, and not kept."""

    line_bytes: int = 64 * 1024
    read_chars: int = 4_096
    evidence_chars: int = 400
    events_per_member: int = 20_000
    templates_per_member: int = 20_000
    xml_bytes: int = 64 * 1024 * 1024
    xml_depth: int = 256
    xml_attributes: int = 1_000
    xml_text: int = 1024 * 1024
    rows_per_member: int = 200_000
    columns: int = 200
    findings_per_kind: int = 1_000


DEFAULT = Thresholds()
LIMITS = Limits()
