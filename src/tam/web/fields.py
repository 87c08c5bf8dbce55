"""Form fields that several pages have."""

import re
from datetime import date, datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from tam.domain.entitlement.entry import EARLIEST, LATEST

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class DayField(forms.DateField):
    """A day as ISO writes it, within the years that the clock knows."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]

    def to_python(self, value: date | datetime | str | None) -> date | None:
        if isinstance(value, str) and value and not _DAY.fullmatch(value):
            raise forms.ValidationError("Write the day as year-month-day, for instance 2026-03-04.")
        return super().to_python(value)
