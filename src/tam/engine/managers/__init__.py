"""The managers: one file each, `run(now) -> int` says how many things were handled."""
