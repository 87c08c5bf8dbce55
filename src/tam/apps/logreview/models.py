"""Bundles, what was read in them, and who signed."""

from django.db import models

from tam.apps.rows import Owned


class LogBundle(Owned):
    """A file that a customer handed over; its bytes lie in the store under their hash."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READING = "reading"
        READ = "read"
        NOT_READABLE = "not_readable"
        REFUSED = "refused"

    equipment = models.ForeignKey(
        "estate.Equipment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=200)
    state = models.CharField(max_length=15, choices=State.choices, default=State.WAITING)
    sentence = models.CharField(max_length=500, blank=True)
    library_serial = models.CharField(max_length=60, blank=True)
    captured_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    progress = models.IntegerField(default=0)
    progress_text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["state", "lease_until"], name="bundle_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["account", "sha256"], name="bundle_bytes_once")
        ]

    def __str__(self) -> str:
        return self.name


class Evaluation(Owned):
    """What the log review said of one bundle, judged with the earlier ones of the library."""

    bundle = models.ForeignKey(LogBundle, on_delete=models.PROTECT, related_name="evaluations")
    finished_at = models.DateTimeField()
    engine_version = models.CharField(max_length=40)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["finished_at", "id"]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.digest[:12]}"


class Finding(Owned):
    """An observation with evidence and advice, as the latest evaluation that saw it said."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="findings")
    equipment = models.ForeignKey(
        "estate.Equipment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    subject_type = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=200)
    certain = models.BooleanField(default=True)
    count = models.IntegerField()
    first_seen = models.DateTimeField(null=True)
    last_seen = models.DateTimeField(null=True)
    confidence = models.FloatField()
    title = models.CharField(max_length=500)
    advice = models.CharField(max_length=1000)
    evidence = models.JSONField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class LogReview(Owned):
    """A review that a representative signed (TAM-06, TAM-07)."""

    obligation = models.OneToOneField(
        "obligations.Obligation", on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=20)
    remark = models.TextField()
    signed_at = models.DateTimeField()
    signed_by = models.CharField(max_length=200)
    user_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.outcome}"


class FaultSignature(Owned):
    """What is watched after a case was resolved. Append-only: a later log makes a new one (A18)."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    equipment = models.ForeignKey("estate.Equipment", on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField()
    days = models.IntegerField()
    built_at = models.DateTimeField()
    document = models.JSONField()
    sources = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]  # in the order they were built, whatever the clocks of two workers say

    def __str__(self) -> str:
        return f"{self.case_id} {self.digest[:12]}"


class Acknowledgement(Owned):
    """Somebody knows of a finding, says why it may stand, and until when. Append-only."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    equipment = models.ForeignKey("estate.Equipment", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=200)
    reason = models.CharField(max_length=1000)
    until = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["equipment", "kind"], name="acknowledged_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} until {self.until}"


class ProactiveCase(Owned):
    """A case that was opened from a finding, before anybody reported it. Append-only."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.case_id} from {self.finding_id}"
