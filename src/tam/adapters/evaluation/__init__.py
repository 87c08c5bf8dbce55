"""The log review in a process of its own: limited in time and memory, and mortal without harm."""

from tam.adapters.evaluation.job import Input, Progress, Result, RunLimits
from tam.adapters.evaluation.parent import evaluate

__all__ = ["Input", "Progress", "Result", "RunLimits", "evaluate"]
