"""Cases and what happened to them."""

from django.db import models

from tam.apps.rows import Owned


class Case(Owned):
    """One problem or request of a customer. Where it stands follows from its last move."""

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    severity = models.CharField(max_length=20)
    origin = models.CharField(max_length=20, default="reported")
    equipment = models.ForeignKey("estate.Equipment", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["-opened_at", "-id"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class CaseMove(Owned):
    """One step of a case's life: to which state, whose move it is then, who did it, and why.

    `step` is the step before a part or an engineer that a waiting case waits for, if it is one.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    order = models.IntegerField()
    at = models.DateTimeField()
    to = models.CharField(max_length=20)
    waiting_on = models.CharField(max_length=20)
    step = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=200)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["case", "order"]
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="case_move_order")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.to}"


class CaseEvent(Owned):
    """Something that starts or moves a clock: a diagnosis, a release, a shipment, a dispatch."""

    class Kind(models.TextChoices):
        DIAGNOSED = "diagnosed"
        RELEASED = "released"
        SHIPPED = "shipped"
        DISPATCHED = "dispatched"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField()
    entered_at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["entered_at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class CaseNote(Owned):
    """Something said about a case; the audience says who may read it."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone"
        VENDOR = "vendor"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    text = models.TextField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"


class MonitoringPeriod(Owned):
    """The weeks after a resolution in which library logs are reviewed (TAM-06, A18)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="periods")
    resolved_at = models.DateTimeField()
    days = models.IntegerField()
    stopped_at = models.DateTimeField(null=True)
    stop_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["resolved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(stopped_at=None), name="one_open_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} from {self.resolved_at:%Y-%m-%d}"
